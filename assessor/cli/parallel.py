"""Work spread over spawned processes that each load the engines once."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing import get_context
from typing import TYPE_CHECKING, Any, TypeVar

from assessor.cli import shell

if TYPE_CHECKING:
    from assessor.bootstrap import Application

Item = TypeVar("Item")
Answer = TypeVar("Answer")
Work = Callable[["Application", Item], Answer]
"""A function of a module, so that another process finds it."""
_AHEAD_PER_WORKER = 4
"""Items read ahead for each worker, so that memory stays flat on long inputs."""
_worker: "Application | None" = None


def spread(
    application: "Application",
    items: Iterable[Item],
    work: Work[Item, Answer],
    *,
    workers: int,
    in_order: bool,
    apart: bool = False,
) -> Iterator[tuple[Item, Answer]]:
    """Each item with its answer.

    Args:
        application: does the work where there is one worker; the others are made like it.
        items: read as they are needed.
        work: what to do with one.
        workers: processes; with 1 the work is done here.
        in_order: hand answers on in the order of the items, not as they come.
        apart: do the work in another process, even with one worker.
    """
    if workers == 1 and not apart:
        yield from ((item, work(application, item)) for item in items)
        return
    source = iter(items)
    settings = application.settings
    run = (
        settings.drafter,
        settings.samples,
        settings.examples,
        settings.model_cache_days,
        application.run_id,
        application.versions,
        application.measuring,
    )
    with ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), initializer=_start, initargs=run
    ) as pool:
        waiting: dict[Future[Answer], Item] = {}
        try:
            while True:
                for item in islice(source, workers * _AHEAD_PER_WORKER - len(waiting)):
                    waiting[pool.submit(_work, work, item)] = item
                if not waiting:
                    return
                done = [next(iter(waiting))] if in_order else wait(waiting, None, FIRST_COMPLETED).done
                for future in done:
                    yield waiting.pop(future), future.result()
        finally:
            # Whoever stops listening does not want the rest either.
            pool.shutdown(wait=False, cancel_futures=True)


def _start(
    drafter: str,
    samples: int,
    examples: str,
    model_cache_days: int,
    run_id: str,
    versions: dict[str, str],
    measuring: bool,
) -> None:
    global _worker  # noqa: PLW0603 - a worker process serves one application for its whole life
    _worker = shell.application(
        drafter=drafter,
        samples=samples,
        examples=examples,
        model_cache_days=model_cache_days,
        run_id=run_id,
        versions=versions,
        measuring=measuring,
    )


def _work(work: Work[Any, Any], item: Any) -> Any:
    assert _worker is not None
    return work(_worker, item)
