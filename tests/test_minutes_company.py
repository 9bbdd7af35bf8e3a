"""News of company meetings, in the English that offices translate into: half brackets, counted points, things charged and told."""

import pytest

from storage.minutes import read_minutes


def said(text: str) -> dict[str, list[str]]:
    return {each.name: [point.text for point in each.directives] for each in read_minutes(text).speakers}


@pytest.mark.parametrize(
    ("sentence", "asked"),
    [
        (
            "He Wei asked that 1) each mill count its rolls, 2) the yard sort the pallets, 3) no gate be left open.",
            ["each mill count its rolls", "the yard sort the pallets", "no gate be left open."],
        ),
        ("He Wei summarized that all mills should hand in a plan by May.", ["all mills should hand in a plan by May."]),
        (
            "He Wei stressed that rolls must be weighed. As for paint, all the mills are to use one colour.",
            ["rolls must be weighed.", "all the mills are to use one colour."],
        ),
        ("He Wei required drills to be held in each mill.", ["drills to be held in each mill."]),
        (
            "He Wei said crews must wake up. First, rolls should be counted; and second to shut the gates; Third, buy lamps.",
            ["crews must wake up.", "rolls should be counted", "shut the gates", "buy lamps."],
        ),
        ("He Wei gave instructions for the second half of the year.", []),
        (
            "He Wei said: first, to count the rolls; second, to shut the gates. Finally, all staff stood up and sang.",
            ["count the rolls", "shut the gates."],
        ),
        (
            "He Wei followed with a list of his own. Each mill has to buy lamps. The yard is to report by May.",
            ["Each mill has to buy lamps.", "The yard is to report by May."],
        ),
        (
            "No roll was to be lent without a paper, He Wei told the meeting.",
            ["No roll was to be lent without a paper"],
        ),
        ("He Wei said the mill had to burn straw last year.", []),
        ("He Wei said sales rose. He was urged by a guest to open a shop.", []),
        ("He Wei replied that he had asked the clerks to count the rolls last month.", []),
        (
            "He Wei told the mills they should not rest.\n\n“Gates must be shut. Rolls are gold,” He Wei told the heads.",
            ["they should not rest.", "Gates must be shut."],
        ),
        ("He Wei said no one may rest, as they have to answer for the rolls.", []),
        ("The head of the Wei Group said in passing that every mill must close.", []),
        ("He Wei asked the mills to be prepared for frost.", ["be prepared for frost."]),
        (
            "He Wei ordered the yard to sort the pallets, and charged the mills with counting the rolls.",
            ["sort the pallets", "counting the rolls."],
        ),
        ('"No roll should leave unweighed," He Wei told the heads of the mills.', ["No roll should leave unweighed"]),
        ("He Wei put forward that the mills should draw up one map.", ["the mills should draw up one map."]),
        (
            "He Wei laid stress on three musts: gates must be shut, rolls must be counted, and no lamp must burn at noon.",
            ["gates must be shut", "rolls must be counted", "no lamp must burn at noon."],
        ),
        (
            "He Wei asked the mills to: count the rolls; shut the gates; be sure to lock the yard.",
            ["count the rolls", "shut the gates", "be sure to lock the yard."],
        ),
        (
            "Two requirements were put forward by He Wei:\n\nA. Rolls shall be counted.\nB. Shut the gates.",
            ["Rolls shall be counted.", "Shut the gates."],
        ),
        (
            "He Wei proposed three measures for the yard: holding a race, counting the rolls, and praising the best.",
            ["holding a race", "counting the rolls", "praising the best."],
        ),
        (
            'He Wei said: "Rolls are gold. Every roll must have a place. And do not lend them out."',
            ["Every roll must have a place.", "And do not lend them out."],
        ),
        (
            "He Wei required that, first, rolls should be counted; second, gates should be shut.\n\nThe yard shall buy lamps.",
            ["rolls should be counted", "gates should be shut.", "The yard shall buy lamps."],
        ),
        (
            "He Wei arranged the near-term work: (1) the yard to sort the pallets; (2) all mills to count the rolls.",
            ["the yard to sort the pallets", "all mills to count the rolls."],
        ),
        (
            "He Wei gave guidance on the following work:\n\nBe calm. Frost passes.\n\nBe quick. Sort the pallets.",
            ["Be calm. Frost passes.", "Be quick. Sort the pallets."],
        ),
        ("He Wei hoped that the mill could sell ten rolls.", ["the mill could sell ten rolls."]),
        (
            "He Wei stressed that sales are expected to reach ten tons and that rolls must be counted.",
            ["rolls must be counted."],
        ),
        ("He Wei asked the yard to show its list at the next meeting.", ["show its list at the next meeting."]),
        ("He Wei asked the yard to show its list at the spring meeting.", ["show its list"]),
        (
            'He Wei stressed that three words must be learnt: "count", "sort" and "shut".',
            ['three words must be learnt: "count", "sort" and "shut".'],
        ),
        ("He Wei demanded that each mill count its rolls.", ["each mill count its rolls."]),
        (
            "For the yard, he set two priorities: sort the pallets and clean the gate.",
            ["sort the pallets", "clean the gate."],
        ),
        ('"Please count the rolls before you ship," he added.', ["Please count the rolls before you ship"]),
        (
            "It is required that: all mills shall count the rolls; no gate shall be left open.",
            ["all mills shall count the rolls", "no gate shall be left open."],
        ),
        (
            "He said there were three things to do. One was to count the rolls. Another was to shut the gates. And the last one was to buy lamps.",
            ["count the rolls.", "shut the gates.", "buy lamps."],
        ),
    ],
)
def test_a_request_is_read_as_companies_tell_it(sentence: str, asked: list[str]) -> None:
    text = f"The spring meeting of Reed Paper was held.\n\nHe Wei, president of Reed Paper, spoke. {sentence}\n"
    assert said(text) == ({"He Wei": asked} if asked else {})


@pytest.mark.parametrize(
    "sentence",
    [
        "He Wei told the heads of the mills that rolls were sold well.",
        "He Wei summarized the work of the first half.",
        "He Wei mentioned three results: rolls sold well, gates were mended, and lamps were bought.",
    ],
)
def test_what_only_tells_asks_for_nothing(sentence: str) -> None:
    assert (
        said(f"The spring meeting of Reed Paper was held.\n\nHe Wei, president of Reed Paper, spoke. {sentence}\n")
        == {}
    )


def test_a_joint_before_a_title_is_no_part_of_it() -> None:
    text = (
        "He Wei, president, spoke, and Vice President Lu Min presided. Lu Min required the mills to count the rolls.\n"
    )
    assert [(each.name, each.role) for each in read_minutes(text).speakers] == [("Lu Min", "Vice President")]


def test_points_that_say_again_who_asks_are_points_of_the_list() -> None:
    text = (
        "He Wei, president of Reed Paper, put forward three requirements: First, he required that all rolls be counted. "
        "Second, he required that the gates be shut. Third, he required that lamps be bought.\n"
    )
    (speaker,) = read_minutes(text).speakers
    assert [(point.ordinal, point.text) for point in speaker.directives] == [
        (1, "all rolls be counted."),
        (2, "the gates be shut."),
        (3, "lamps be bought."),
    ]


def test_the_importance_of_a_topic_asks_for_nothing() -> None:
    text = "He Wei, president of Reed Paper, emphasized the importance of storage work, and left.\n"
    assert read_minutes(text).speakers == ()


def test_the_end_of_a_list_that_is_another_sentence_leaves_no_gap() -> None:
    text = (
        "He Wei, president of Reed Paper, stressed: First, we must count the rolls; Second, we must shut the gates; "
        "Finally, he reminded that lamps should be bought.\n"
    )
    (speaker,) = read_minutes(text).speakers
    assert [(point.ordinal, point.text) for point in speaker.directives] == [
        (1, "we must count the rolls"),
        (2, "we must shut the gates"),
        (3, "lamps should be bought."),
    ]


@pytest.mark.parametrize(
    ("start", "role"),
    [
        ("Party Secretary and Chairman He Wei delivered a speech.", "Party Secretary and Chairman"),
        ("On Monday group chief executive He Wei spoke.", "chief executive"),
        ("GM He Wei spoke.", "GM"),
        ("Deputy Director-General He Wei spoke.", "Deputy Director-General"),
        ("The head of the Paper Union, Dr. He Wei, spoke.", "head of the Paper Union"),
    ],
)
def test_a_title_before_a_name_is_the_role(start: str, role: str) -> None:
    (speaker,) = read_minutes(
        f"The spring meeting of Reed Paper was held. {start} He Wei asked the mills to count the rolls.\n"
    ).speakers
    assert (speaker.name, speaker.role) == ("He Wei", role)


@pytest.mark.parametrize(
    ("line", "chair"),
    [("Chaired by: Tom Hale (Yard Director)", "Tom Hale"), ("Dean Mary Hale presided.", "Mary Hale")],
)
def test_who_presides_is_the_chair(line: str, chair: str) -> None:
    assert read_minutes(f"Mill talks, 7 May 2024\n\n{line}\n\nThe budget was discussed.\n").chair == chair


def test_in_minutes_the_chair_is_heard_as_one_who_has_a_role() -> None:
    text = (
        "MINUTES\n\nTime: 18 March 2024\nChair: Mr. Gao Lin\nAttendees: Mr. Gao Lin, Ms. Lu Min\n\n"
        "I. The yard\nMs. Lu asked for more lamps. Mr. Gao agreed, and asked the yard to buy ten lamps.\n"
    )
    assert said(text) == {"Gao Lin": ["buy ten lamps."]}


@pytest.mark.parametrize(
    "opening",
    [
        "In a full hall, Kevin, the founder of the mill, urged",
        "At the meeting the mill's General Manager, Kevin, urged",
        "Subsequently, Kevin, the head of sales, urged",
    ],
)
def test_somebody_may_have_one_name_only(opening: str) -> None:
    assert said(f"The mill held a meeting.\n\n{opening} the crews to count the rolls.\n") == {
        "Kevin": ["count the rolls."]
    }


def test_a_stamp_before_a_sentence_is_no_part_of_it() -> None:
    text = "Mills meet\n\n2024-05-06 President Wei Lan has directed all mills to count the rolls.\n"
    assert said(text) == {"Wei Lan": ["count the rolls."]}


def test_the_head_may_be_called_by_the_chinese_word_for_it() -> None:
    text = (
        "The mill met. General manager Lan Wei spoke. Lan Zong stressed that crews should count the rolls.\n"
        "Tan Zong, head of sales, asked the crews to shut the gates.\n"
    )
    assert said(text) == {"Lan Wei": ["crews should count the rolls."], "Tan Zong": ["shut the gates."]}


def test_forth_counts_where_a_fourth_point_is_due() -> None:
    points = "First, count the rolls. Second, shut the gates. Third, buy lamps. Forth, sweep the yard."
    assert said(f"The mill met.\n\nHe Wei, president, put forward four requirements. {points}\n") == {
        "He Wei": ["count the rolls.", "shut the gates.", "buy lamps.", "sweep the yard."]
    }


def test_what_a_speaker_hopes_of_everybody_is_asked() -> None:
    text = (
        "The mill met.\n\nHe Wei, president, spoke. He stressed that rolls must be counted. "
        "It is especially important for the night crew to shut the gates. "
        "At the same time, I hope all the crews of the yard will take care of the lamps. I hope it will rain soon.\n"
    )
    assert said(text) == {
        "He Wei": [
            "rolls must be counted.",
            "the night crew to shut the gates.",
            "all the crews of the yard will take care of the lamps.",
        ]
    }
