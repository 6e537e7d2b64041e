"""Links that say who or whose go; links to what everybody may read stay."""

import pytest

from assessor.guardrails.recognizers.links import find_links

from .catching import caught

PERSONAL = (
    "https://nordwind.example/kunde/4711?x=1", "www.nordwind.de/kontakt", "https://www.nordwind.de", "nordwind.atlassian.net/browse/AB-1",
    "linkedin.com/in/tom-baker-12", "https://www.linkedin.com/in/tom-baker-12", "https://github.com/ksommer", "https://x.com/ksommer",
    "https://firma-my.sharepoint.com/personal/k_sommer_firma_de/Documents/plan.docx", "https://app.tool.example/users/g.wittmer",
    "https://app.tool.example/people/bluehm.k/settings", "https://app.tool.example/invite?email=a%40b.example&id=7",
    "https://crm.tool.example/accounts/0015g00000XyZ", "https://docs.tool.example/users/katrin", "https://help.tool.example/docs?user=katrin",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc", "http://10.0.0.1/admin",
)  # fmt: skip
PUBLIC = (
    "https://product.example/docs", "https://docs.ourtool.example/docs/adoption", "https://help.ourtool.example/docs/imports",
    "https://product.example/pricing", "https://product.example/de/preise", "https://status.product.example",
    "https://creativecommons.org/publicdomain/zero/1.0/", "https://docs.python.org/3/library/re.html", "https://www.salesforce.com",
    "https://product.example/blog/customer-success",
)  # fmt: skip
NO_LINKS = (
    "README.md and app.py", "Node.js and ASP.NET", "and/or e.g./z.B.", "see section 3.2.1/4", "v1.2/v1.3", "Erst.Dann", "1/2",
)  # fmt: skip
FRAMES = ("{}", "siehe {}, danke", "(see {}).", "<{}>")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("link", PERSONAL)
def test_a_link_of_a_person_or_customer_goes_whole(link: str, frame: str) -> None:
    assert caught(find_links, frame.format(link)) == [link]


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("link", PUBLIC)
def test_a_link_to_public_pages_stays(link: str, frame: str) -> None:
    assert caught(find_links, frame.format(link)) == []


@pytest.mark.parametrize("text", NO_LINKS)
def test_files_and_fractions_are_no_links(text: str) -> None:
    assert caught(find_links, text) == []
