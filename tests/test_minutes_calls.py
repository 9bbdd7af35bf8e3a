"""Notes of calls: who speaks stands before a colon, and what somebody takes upon themselves is told in passing."""

from datetime import date

import pytest

from storage.minutes import read_minutes


def owned(text: str) -> list[tuple[str | None, str]]:
    return [(each.owner, each.text) for each in read_minutes(text).actions]


def test_somebody_who_takes_an_action_has_it() -> None:
    text = (
        "# Harbour call 2024-05-03\n\nMia: The gate squeaks.\nTB: OK. I will take the AI to oil it before the rain.\n"
        "Mia: I'll take an action item to ask the painter.\nTB: I also took an action last week, not done yet.\n"
        "Mia: I will be away on Friday.\n"
    )
    assert owned(text) == [
        ("TB", "I will take the AI to oil it before the rain."),
        ("Mia", "I'll take an action item to ask the painter."),
    ]


def test_the_sign_of_an_action_may_stand_behind_it() -> None:
    text = (
        "# Harbour call 2024-05-03\n\nMia: Who knows the painter?\nTom R: I will ask him on Monday [action item]\n"
        "- Ida to count the ropes (action)\n- the ropes are old\n"
    )
    assert owned(text) == [("Tom R", "I will ask him on Monday"), ("Ida", "Ida to count the ropes")]


def test_an_action_is_for_whom_the_sentence_says() -> None:
    text = (
        "# Harbour call 2024-05-03\n\nThe plan is long. Action for all to read the plan. Mia is not in a hurry.\n"
        "Action on Mia to send the drawings.\nAction for the painter is not needed.\n"
    )
    assert owned(text) == [("all", "all to read the plan"), ("Mia", "Mia to send the drawings")]


def test_a_speaker_sums_up_the_actions() -> None:
    text = "# Harbour call 2024-05-03\n\nTB: Actions going forward: mia will write to the painter.\nTB: Thanks.\n"
    assert owned(text) == [("mia", "mia will write to the painter.")]


def test_tasks_are_given_in_passing_to_people_who_are_known() -> None:
    text = (
        "# Harbour call 2024-05-03\n\n## Present\n\n* Mia\n* Tom\n* Ida\n\n## Notes\n\n"
        "* talked of the drawings, kept in the drawer so far, Mia to scan them\n"
        "* The feed is empty. @ida-b to look into it if needed.\n"
        "* Spoke of the boat - Tom to PR the boat.md page\n"
        "* Mia and Tom to work on the fence\n"
        "* in the town of Ystad, Sweden to see\n"
    )
    assert owned(text) == [
        ("Mia", "Mia to scan them"),
        ("ida-b", "@ida-b to look into it if needed"),
        ("Tom", "Tom to PR the boat.md page"),
        ("Mia and Tom", "Mia and Tom to work on the fence"),
    ]


def test_next_steps_may_be_told_under_headings_of_their_own() -> None:
    text = (
        "# Harbour call\n\n## Next steps\n\n### Gate\n- Paint it green.\n- Oil the hinge.\n\n### Ida\n- Count the ropes.\n\n"
        "### Decisions\n- The fence stays.\n\n## Talk\n- The boat is old.\n- Ida: it leaks\n"
    )
    assert owned(text) == [(None, "Paint it green."), (None, "Oil the hinge."), ("Ida", "Count the ropes.")]


def test_nothing_to_do_and_the_next_meeting_are_no_actions() -> None:
    text = (
        "# Harbour call 2024-05-03\n\n* Action: nothing for now, unless it rains.\n* Action: none\n\n## Next steps\n\n"
        "* The next meeting is on Friday.\n* Next call: 10 May\n* Next meeting room to be booked by Mia\n"
    )
    assert [text for _, text in owned(text)] == ["Next meeting room to be booked by Mia"]
    assert owned("港口例会 2024年5月3日\n\n待办事项\n- 苏明：油漆大门\n- 下次会议定于5月10日\n") == [
        ("苏明", "油漆大门")
    ]


def test_what_somebody_thinks_right_is_no_action_even_in_bold() -> None:
    assert owned("# Harbour call\n\n- Mia: The gate is old. **We should now think of a green one.**\n") == []


def test_an_office_is_given_its_tasks_in_sentences() -> None:
    text = (
        "Minutes of 3 May 2024\n\nThe gate is old. The clerk was asked to write to the painter.\n"
        "a) The treasurer was requested to pay the bill, and Mr Reed thanked him.\n"
        "The post fell over and the clerk will inform the county. The clerk was thanked.\n"
        "The fence leans– The Clerk to look into it.\nMr Reed was asked to sit down.\n"
    )
    assert owned(text) == [
        ("clerk", "The clerk was asked to write to the painter"),
        ("treasurer", "The treasurer was requested to pay the bill, and Mr Reed thanked him"),
        ("clerk", "the clerk will inform the county"),
        ("The Clerk", "The Clerk to look into it"),
    ]


def test_a_heading_may_be_the_one_word_action() -> None:
    assert owned("# Harbour call 2024-05-03\n\n## Action\n* paint the gate - Mia\n* oil it\n") == [
        ("Mia", "paint the gate"),
        (None, "oil it"),
    ]


def test_a_proposal_is_no_task_whatever_day_it_names() -> None:
    text = "# Harbour call 2024-05-03\n\nMia: Suggest to meet next Tuesday.\nTom: paint the gate by Friday\n"
    assert owned(text) == [("Tom", "paint the gate by Friday")]


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("Action item: Mark Holm to paint the gate", "Mark Holm", "Mark Holm to paint the gate"),
        ("Action item: Mark rope ends to be safe", None, "Mark rope ends to be safe"),
        ("ACTION: TB - need a longer ladder", "TB", "TB - need a longer ladder"),
        ("ACTION: Mia ask the painter for a quote", "Mia", "Mia ask the painter for a quote"),
        ("ACTION: Asking the painter to come back", None, "Asking the painter to come back"),
        ("ACTION: book bins. Cash will be brought", None, "book bins. Cash will be brought"),
        ("Action: letters for the fair - Mia & Tom", "Mia & Tom", "letters for the fair"),
        ("- [ ] Dec 15 - Mia - find a room for the fair", "Mia", "find a room for the fair"),
    ],
)
def test_an_owner_is_told_in_few_words(line: str, owner: str | None, text: str) -> None:
    assert owned(f"# Harbour call 2024-05-03\n\n## Present\n* Mark Holm\n* Mia\n\n## Notes\n{line}\n") == [
        (owner, text)
    ]


def test_a_task_may_end_in_whom_it_was_assigned_to() -> None:
    text = (
        "# Harbour call 2024-05-03\n\nPaint the long gate behind the hall of the yard before the summer fair begins; assign to MB\n"
        "Order ropes for the boats that lie behind the yard since the spring storm - assigned to TR, MB\nIt was assigned to nobody.\n"
    )
    assert owned(text) == [
        ("MB", "Paint the long gate behind the hall of the yard before the summer fair begins"),
        ("TR, MB", "Order ropes for the boats that lie behind the yard since the spring storm"),
    ]


def test_a_line_across_the_page_ends_the_next_steps() -> None:
    text = (
        "# Harbour call\n\n**Next steps**\n\n* PR to paint the page green.\n\n---\n\n* the colour of the fence\n\n"
        "We need to think about the colour.\n"
    )
    assert owned(text) == [(None, "PR to paint the page green.")]


def test_what_a_label_tells_as_done_is_no_action() -> None:
    assert owned("# Harbour call\n\nAI: this was merged last week. Thanks!\n") == []


def test_items_stand_below_whom_they_were_assigned_to() -> None:
    text = (
        "# Harbour call 2024-05-03\n\n## Action items\n\n**ASSIGNED TO MIA (yard lead):**\n- [ ] Paint the gate by Mon May 6\n\n"
        "**ASSIGNED TO GATE KEEPER:**\n- [ ] Oil the hinge\n\n| Action | Owner |\n|---|---|\n| Sweep the yard | Tom (ask Ida) |\n"
    )
    found = read_minutes(text).actions
    assert [(each.owner, each.text) for each in found] == [
        ("MIA", "Paint the gate by Mon May 6"),
        ("GATE KEEPER", "Oil the hinge"),
        ("Tom", "Sweep the yard"),
    ]
    assert (found[0].due, found[0].due_text) == (date(2024, 5, 6), "by Mon May 6")
