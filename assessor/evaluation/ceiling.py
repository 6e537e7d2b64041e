"""How near a model comes to the agreement that people reach among themselves."""

from assessor.evaluation.arrays import Floats, ratio


def share_of_ceiling(model_human: Floats, human_human: Floats) -> Floats:
    """Agreement of model and people, as a share of the agreement of people.

    `nan` where people do not agree beyond chance: there is no ceiling then, and a share of it would only look
    like praise.
    """
    return ratio(model_human, human_human)
