"""Reading minutes: what is found in the bundled sample, in English prose and lists, and in texts of no use."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.minutes import Minutes, as_json, read_minutes

SAMPLES = Path(__file__).parent.parent / "storage" / "samples"


def said(minutes: Minutes) -> dict[str, list[str]]:
    return {speaker.name: [each.text for each in speaker.directives] for speaker in minutes.speakers}


def quotes(minutes: Minutes) -> list[tuple[str, str]]:
    """Every span's words beside the text it claims."""
    everything = [
        *((each.text, each.span) for speaker in minutes.speakers for each in speaker.directives),
        *((each.text, each.span) for each in minutes.actions),
        *((each.topic, each.span) for each in minutes.reports),
        *((each.name, each.span) for each in minutes.units),
    ]
    return [(text, minutes.text[span.start : span.end]) for text, span in everything]


def test_the_bundled_sample_is_read_completely() -> None:
    minutes = read_minutes((SAMPLES / "2024-q1-power-sector-review.md").read_text(encoding="utf-8"))
    assert minutes.title == "2024 Q1 Power Sector Marketing Review and Strategy Retreat"
    assert (minutes.held_from, minutes.held_until) == (date(2024, 4, 23), date(2024, 4, 24))
    assert (minutes.mode, minutes.chair, minutes.language) == ("hybrid", "Yang Chenglin", "en")
    assert minutes.period is None, "the meeting looks back on a quarter; it names none that its goals are for"
    assert {name: len(points) for name, points in said(minutes).items()} == {
        "Tong Laiming": 4,
        "Zhang Qiang": 4,
        "Yang Chenglin": 4,
    }
    assert minutes.speakers[0].role == "secretary of the Party Committee and president of Lishen Battery"
    assert said(minutes)["Zhang Qiang"][2].startswith("keep the quality standards uniform")
    assert said(minutes)["Zhang Qiang"][2].endswith("Inspections should be lean.")
    assert [unit.name for unit in minutes.units] == [
        "Chuzhou Lishen",
        "Qingdao Lishen",
        "Wuxi Lishen",
        "Wuxi Research Institute",
        "Tianjin New Energy Company",
    ]
    assert len(minutes.reports) == 12
    assert minutes.problems == ()
    assert all(text == quoted for text, quoted in quotes(minutes))


def test_each_speaker_keeps_the_numbers_of_their_own_list() -> None:
    minutes = read_minutes(
        "Spring review of Hill Cells\n\n"
        "Li Na, president of Hill Cells, stressed: the first is to sell more boldly, the second is to waste less. "
        "Then Wu Gang, director of the plant, pointed out that first, shifts should start on time; second, every line "
        "must report by noon.\n"
    )
    assert said(minutes) == {
        "Li Na": ["sell more boldly", "waste less."],
        "Wu Gang": ["shifts should start on time", "every line must report by noon."],
    }
    assert [each.ordinal for each in minutes.speakers[1].directives] == [1, 2]


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("Li Na urged: Firstly, cut the stock. Secondly, pay suppliers in time.", ["cut the stock.", "pay suppliers in time."]),
        ("Li Na required (1) one list per plant; (2) one name per line.", None),
        ("Li Na demanded that (1) each plant keep one list; (2) each line have one owner.", None),
        ("Li Na stressed: First is to lead by example. Second is that dates must be kept. The third is foster trust.", None),
        ('Li Na said: "First, stop the line when in doubt. Second, call the foreman."', ["stop the line when in doubt.", "call the foreman."]),
        ("Li Na gave two instructions: one is to speed up delivery, the other is to cut scrap.", ["speed up delivery", "cut scrap."]),
        ("Li Na stressed: last year's first plan failed. Firstly, sell more; lastly, waste less.", ["sell more", "waste less."]),
        ("Li Na put forward two requirements:\n1. Close the old orders.\n2. Open no new ones.", None),
        ("Li Na put forward two requirements:\n\n- Close the old orders.\n- Open no new ones.", None),
    ],
)  # fmt: skip
def test_lists_are_read_in_each_of_their_forms(sentence: str, points: list[str] | None) -> None:
    minutes = read_minutes(f"Board day\n\nLi Na, president of Hill Cells, attended.\n\n{sentence}\n")
    found = said(minutes).get("Li Na", [])
    assert len(found) == (3 if "third" in sentence else 2)
    assert points is None or found == points


@pytest.mark.parametrize(
    ("sentence", "points"),
    [
        ("Li Na urged the plants to count their stock.", ["count their stock."]),
        ("Li Na called on everyone to save water, stressing that leaks must be reported.", ["save water", "leaks must be reported."]),
        ("Plants should start on time, Li Na said.", ["Plants should start on time"]),
        ('"We must count twice," said president Li Na.', ["We must count twice"]),
        ("The president also called for stronger ties with suppliers.", ["stronger ties with suppliers."]),
        ("Li thanked the team. She required that every line keep a list.", ["every line keep a list."]),
        ("Li Na said it is necessary to sell more; to waste less; and to learn.", ["sell more", "waste less", "learn."]),
        ("Li Na urged them to close old orders before May and to open no new ones.", ["close old orders before May and to open no new ones."]),
        ("Li Na urged them to count the keys, to write it down, and to tell the office.", ["count the keys", "write it down", "tell the office."]),
        ("Li Na called for a monthly list of idle machines.", ["a monthly list of idle machines."]),
        ("Li Na reminded the heads of all lines that gates must be locked at night.", ["gates must be locked at night."]),
        ('"It is necessary to repair the roof; to clear the yard; and to paint the gate," Li Na said.', ["repair the roof", "clear the yard", "paint the gate"]),
        ("Li Na made two requests: (1) every gate is locked; (2) each key has an owner.", ["every gate is locked", "each key has an owner."]),
        ("Li Na required that all shops convey the news within a week.", ["all shops convey the news within a week."]),
        ("Li Na required that the kiln restart in May, that coal be stored and that plans be handed in.", ["the kiln restart in May", "coal be stored", "plans be handed in."]),
        ("In her speech Li Na arranged the work of the year. The first is to sell more. The second is to waste less.", ["sell more.", "waste less."]),
        ("Li Na gave a speech on order: one is list the problems; two is to name the persons.", ["list the problems", "name the persons."]),
        ("At Monday's meeting President Li Na gave these instructions:\n1) Repair the wall.\n2) Publish the list.", ["Repair the wall.", "Publish the list."]),
        ("Li Na concluded with two hopes: first, let no customer wait; second, let safety be a habit.", ["let no customer wait", "let safety be a habit."]),
        ("Li Na made the following arrangements: First, clear the yard. Second, paint the gate.", ["clear the yard.", "paint the gate."]),
        ("Li Na spoke of the accidents. Her requirements were as follows:\n1. Near misses are reported at once.\n2. No guest enters alone.", ["Near misses are reported at once.", "No guest enters alone."]),
        ("Li Na made a speech.\nShe pointed out that efforts should be made in two aspects:\nFirst, we must sell more.\nSecond, we must waste less.", ["we must sell more.", "we must waste less."]),
        ("Li Na stressed that we must plan, that we must check, and that we must act.", ["we must plan", "we must check", "we must act."]),
    ],
)  # fmt: skip
def test_single_requests_are_read_wherever_the_speaker_stands(sentence: str, points: list[str]) -> None:
    minutes = read_minutes(f"Board day\n\nLi Na, president of Hill Cells, attended.\n\n{sentence}\n")
    assert said(minutes) == {"Li Na": points}


def test_lists_under_the_name_of_a_leader_are_theirs() -> None:
    minutes = read_minutes(
        "# Board day\n\n## Li Na, President\n\n- Close the old orders.\n- Open no new ones.\n\n"
        "**Wu Gang (Plant Director):**\n\n1. Start on time.\n2. Report by noon.\n\n## Discussion\n\n- Prices fell.\n- Start later?\n"
    )
    assert said(minutes) == {
        "Li Na": ["Close the old orders.", "Open no new ones."],
        "Wu Gang": ["Start on time.", "Report by noon."],
    }


@pytest.mark.parametrize(
    ("text", "chair", "mode"),
    [
        ("He Bin, deputy manager of the plant, presided over the meeting, held by video link.", "He Bin", "online"),
        ("The meeting was chaired by Ms. Tan Li and held in person.", "Tan Li", "onsite"),
        ("The meeting was hosted by Tan Li, secretary of the yard, and held in person.", "Tan Li", "onsite"),
        ("Moderator: Anna Keller\n\nA hybrid meeting.", "Anna Keller", "hybrid"),
        ("Nobody wrote down who led.", None, None),
    ],
)
def test_the_chair_and_the_form_are_read_where_the_text_tells_them(
    text: str, chair: str | None, mode: str | None
) -> None:
    minutes = read_minutes(f"Board day\n\n{text}\n")
    assert (minutes.chair, minutes.mode) == (chair, mode)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("from 23 to 24 April 2024", date(2024, 4, 23), date(2024, 4, 24)),
        ("on April 23-24, 2024", date(2024, 4, 23), date(2024, 4, 24)),
        ("from 30 April to 2 May 2024", date(2024, 4, 30), date(2024, 5, 2)),
        ("on the 5th of May, 2024", date(2024, 5, 5), date(2024, 5, 5)),
        ("on 2024-05-05", date(2024, 5, 5), date(2024, 5, 5)),
        ("on 23/04/2024", date(2024, 4, 23), date(2024, 4, 23)),
        ("on 04/05/2024", None, None),
    ],
)
def test_days_are_read_as_people_write_them_and_doubtful_ones_are_left(
    words: str, first: date | None, last: date | None
) -> None:
    minutes = read_minutes(f"Board day\n\nThe meeting was held {words} in Hefei.\n")
    assert (minutes.held_from, minutes.held_until) == (first, last)


@pytest.mark.parametrize(
    "sentence",
    [
        "Li Na reported on the half-year: first, sales grew by 4%; second, two lines were opened.",
        "Li Na pledged the following: first, to deliver on time; second, to hire twenty people.",
        "Li Na said there were two reasons: first, the market is weak; second, prices have fallen.",
        "Li Na said that in the first quarter sales grew, and the second line passed its trial.",
        "Reports were given on: first, sales; second, stock.",
        "Li Na said the plant achieved growth in two aspects: firstly, revenue rose; secondly, costs were cut.",
        "Li Na thanked all plants. Members promised: first, to finish in time; second, to keep safe.",
        "Li Na said the market would be better next year.",
        "Li Na told the heads of the lines that the order book was thin.",
        "Li Na called for a vote.",
        "Li Na told three stories: first, of a key; second, of a letter.",
        "Li Na said the fund must have grown by a tenth.",
        "Li Na said the works had to close two lines in spring but had reopened them.",
        "Li Na suggested that the figures were wrong.",
    ],
)
def test_results_pledges_reasons_and_topics_are_no_directives(sentence: str) -> None:
    minutes = read_minutes(f"Board day\n\nLi Na, president of Hill Cells, attended.\n\n{sentence}\n")
    assert minutes.speakers == ()


def test_a_differing_count_and_gaps_in_the_numbers_are_told_with_their_line() -> None:
    minutes = read_minutes(
        "Board day\n\nLi Na, president of Hill Cells, put forward four requirements:\n1. Close old orders.\n"
        "2. Open no new ones.\n4. Count the stock.\n"
    )
    assert [each.ordinal for each in minutes.speakers[0].directives] == [1, 2, 4]
    assert [(each.line, dict(each.values)) for each in minutes.problems] == [
        (4, {"speaker": "Li Na", "announced": 4, "found": 3}),
        (6, {"speaker": "Li Na", "number": 3}),
    ]


def test_a_day_that_does_not_exist_is_told_and_left_out() -> None:
    minutes = read_minutes("Board day 2024\n\nThe meeting was held on 31 April.\n")
    assert (minutes.held_from, minutes.date_partial) == (None, None)
    assert any(each.values.get("day") == "31 April" and each.line == 3 for each in minutes.problems)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Board day\n\nThe meeting was held in Hefei on 5 May 2024.\n", "Hefei"),
        ("Board day\n\nDate: 5 May 2024\nLocation: Room 12, Old Mill\n", "Room 12, Old Mill"),
        ("Board day\n\nThe meeting took place at the Grand Hotel.\n", "the Grand Hotel"),
        ("Board day\n\nThe meeting was held in May 2024 by video.\n", None),
        ("Board day\n\nLocation: Zoom\n", None),
        ("Board day\n\nOn 5 May, Hill Cells held its spring meeting in Hefei.\n", "Hefei"),
        (
            "Board day\n\nHill Cells held a meeting this morning in the No. 2 conference room.\n",
            "the No. 2 conference room",
        ),
        ("Board day\n\nHill Cells held its meeting in English on 5 May.\n", None),
        ("Board day\n\nHill Cells held its spring meeting. Rolls are kept at Bengbu.\n", None),
        ("例会\n5月6日，例会在二号楼三层会议室召开。\n", "二号楼三层会议室"),
        ("例会\n会议地点：江边仓库\n", "江边仓库"),
        ("例会\n例会在假期到来之际召开。\n", None),
    ],
)
def test_the_place_is_read_where_the_text_names_one(text: str, place: str | None) -> None:
    minutes = read_minutes(text)
    assert minutes.place == place
    assert as_json(minutes)["place"] == place


@pytest.mark.parametrize(
    ("words", "chair"),
    [
        ("Chair: Ada Moss. Present: Tim Reed, Eva Lind", "Ada Moss"),
        ("Present: A. Moss (Chair), T. Reed, E. Lind", "A. Moss"),
    ],
)
def test_the_chair_is_known_among_those_present(words: str, chair: str) -> None:
    assert read_minutes(f"Garden club\n\n{words}\n\nThe fence was painted.\n").chair == chair


def test_a_role_may_stand_before_the_name_it_belongs_to() -> None:
    minutes = read_minutes("Garden club\n\nThe treasurer, Tim Reed, suggested that members pay in advance.\n")
    assert [(each.name, each.role) for each in minutes.speakers] == [("Tim Reed", "treasurer")]
    assert said(minutes) == {"Tim Reed": ["members pay in advance."]}


def test_a_councillor_is_known_by_name() -> None:
    minutes = read_minutes("Town day\n\nCouncillor Ida Frost proposed that the gate be painted green.\n")
    assert said(minutes) == {"Ida Frost": ["the gate be painted green."]}


@pytest.mark.parametrize("sign", ["", "# ", "Title: ", "**Meeting Title:** ", "Meeting: ", "RE: FW: ", "Subject: Re: "])
def test_the_title_is_told_without_the_sign_before_it(sign: str) -> None:
    assert read_minutes(f"{sign}Harbour works\n\nDate: 3 June 2025\n\nWe met in the shed.\n").title == "Harbour works"


def test_a_year_is_taken_from_the_title_and_never_made_up() -> None:
    assert read_minutes("Review 2023\n\nThe meeting was held on 5 May.\n").held_from == date(2023, 5, 5)
    bare = read_minutes("Review\n\nThe meeting was held on 5 May.\n")
    assert (bare.held_from, bare.date_partial) == (None, "05-05")


def test_the_period_is_the_quarter_that_targets_are_set_for() -> None:
    assert read_minutes("Review\n\nThe meeting set the targets for Q2 2024.\n").period == "2024Q2"
    assert read_minutes("Review\n\nThe meeting looked back on Q1 2024.\n").period is None


def test_minutes_without_directives_say_so() -> None:
    minutes = read_minutes("Staff party\n\nEverybody danced until late.\n")
    assert minutes.speakers == ()
    assert [each.line for each in minutes.problems] == [1]


def test_the_json_form_holds_everything_and_only_plain_values() -> None:
    form = as_json(read_minutes((SAMPLES / "2024-q1-power-sector-review.md").read_text(encoding="utf-8")))
    assert form["date_start"] == "2024-04-23"
    assert set(form["speakers"][0]["directives"][0]) == {"ordinal", "text", "start", "end"}
    assert form["units"][0] == "Chuzhou Lishen"


# Pieces that mean something to the reader, to be put together in every senseless way.
PIECES = (
    "Li Na, president of Hill Cells, ", "Wu Gang ", "stressed ", "said that ", "He urged the plants to ", "the first is to ", "Second, ", "(3) ",
    "sell more. ", "Action item: ", "- [x] ", "| Owner | Task |\n", "|---|---|\n", "| Ana | paint |\n", "**", "\n", "\n\n", "# ", "\t", " ",
    "<p>", "</td>", "<b", "&amp;", "&#x41;", "\u3000", "\r\n", "\ufeff", "30 February 2024", "23 to 24 April", "2024-04-23", "due: 3 May",
    "董事长方文博", "徐市长", "他", "强调，", "要求：", "提出三点要求：", "一是", "二要", "（三）", "①", "最后，", "抓好质量；", "會議", "。", "”", "“",
    "听取了财务部的汇报", "负责人参加会议", "昨日(14日)", "2024年2月30日", "行动项：", "（责任人：苏明）", "😀", "\ud800",
)  # fmt: skip


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    minutes = read_minutes(text)
    assert minutes.text == text
    assert all(words == quoted for words, quoted in quotes(minutes))


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_heap_of_meaningful_pieces_is_read_with_true_quotations(text: str) -> None:
    minutes = read_minutes(text)
    assert all(words == quoted for words, quoted in quotes(minutes))
    assert all(1 <= each.line <= text.count("\n") + text.count("\r") + 1 for each in minutes.problems)
    assert all(each.message.format(**each.values) for each in minutes.problems)
    as_json(minutes)


@pytest.mark.parametrize(
    "piece", ["a", " ", "\n", "\t", "<", "<a ", "|", "*", "- \n", "1. ", "主任", "强调", "“", "Wang Li ", "stressed "]
)
def test_a_long_senseless_text_is_read_to_its_end(piece: str) -> None:
    assert read_minutes(piece * 20_000).actions == ()


def test_one_action_item_does_not_silence_what_a_leader_stressed() -> None:
    text = (
        "Harbour review\n\nOn 24 May 2024 the harbour review was held.\n\n"
        "Tong Laiming stressed: the first is to open the second berth; the second is to repair the crane.\n\n"
        "ACTION: Li Na to order the spare parts by 3 June\n"
    )
    found = read_minutes(text)
    (speaker,) = found.speakers
    assert [each.text for each in speaker.directives] == ["open the second berth", "repair the crane."]
    assert [each.owner for each in found.actions] == ["Li Na"]


def test_a_stamp_before_the_day_the_sentence_begins_with_gives_only_the_year() -> None:
    minutes = read_minutes("Mills meet\n\n2024-03-09 On March 1 the mills held a meeting.\n")
    assert minutes.held_from == date(2024, 3, 1)


def test_a_day_without_its_month_has_it_from_the_stamp() -> None:
    minutes = read_minutes("Mills meet\n2024-03-09 10:18:13\n\nOn the evening of the 28th, the mills held a meeting.\n")
    assert minutes.held_from == date(2024, 2, 28)


def test_two_years_in_the_name_of_a_meeting_leave_its_own_open() -> None:
    minutes = read_minutes("The mills held a meeting to review the work of 2023 and plan that of 2024 on 3 March.\n")
    assert minutes.held_from is None


def test_what_looks_back_early_in_a_year_leaves_it_open() -> None:
    text = "2023 annual summary conference of the mills\n\nOn {day}, the conference was held in the yard.\n"
    assert read_minutes(text.format(day="February 5th")).date_partial == "02-05"
    assert read_minutes(text.format(day="June 5th")).held_from == date(2023, 6, 5)
    text = "公司召开2023年度总结表彰大会\n\n{day}，公司在礼堂召开2023年度总结表彰大会。\n"
    assert read_minutes(text.format(day="2月5日")).held_from is None
    assert read_minutes(text.format(day="12月5日")).held_from == date(2023, 12, 5)
    assert read_minutes("2023 report and 2024 plan meeting\n\nOn June 5th, the meeting was held.\n").held_from is None


def test_the_day_a_sentence_begins_with_goes_before_the_stamp_above() -> None:
    minutes = read_minutes("Mills sign a paper\n2024-03-09 10:18\n\nOn March 7, two mills signed a paper.\n")
    assert minutes.held_from == date(2024, 3, 7)
    minutes = read_minutes("Mill Board -3/27/24 in person\n\nWe met.\n")
    assert minutes.held_from == date(2024, 3, 27)
