"""Action items: every way note takers have of writing them, with owners and dates only where the text names them."""

from datetime import date

import pytest

from storage.minutes import ActionDraft, read_minutes


def actions(text: str) -> list[ActionDraft]:
    return list(read_minutes(text).actions)


def owned(text: str) -> list[tuple[str | None, str]]:
    return [(each.owner, each.text) for each in actions(text)]


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("ACTION: Mia to paint the gate", "Mia", "Mia to paint the gate"),
        ("AI: Mia Berg to paint the gate", "Mia Berg", "Mia Berg to paint the gate"),
        ("Action:: paint the gate", None, "paint the gate"),
        ("**ACTION 4.2**: Mia to paint the gate.", "Mia", "Mia to paint the gate."),
        ("Action item for Mia: paint the gate", "Mia", "paint the gate"),
        ("AI(Mia): paint the gate", "Mia", "paint the gate"),
        ("<mia> ACTION: tom to paint the gate", "tom", "tom to paint the gate"),
        ("- **Mia to paint the gate**", "Mia", "Mia to paint the gate"),
        ("- talked it over, **Mia agreed to paint the gate**", "Mia", "Mia agreed to paint the gate"),
        ("- [ ] Paint the gate (Mia)", "Mia", "Paint the gate"),
        ("- [ ] Paint the gate @mia", "mia", "Paint the gate"),
        ("ACTION: Mia, paint the gate", "Mia", "paint the gate"),
        ("- [ ] For Mia: paint the gate", "Mia", "paint the gate"),
        ("AI Mia & Tom: paint the gate", "Mia & Tom", "paint the gate"),
        ("The gate is old. Cllr Berg to arrange.", "Cllr Berg", "Cllr Berg to arrange"),
        ("Mia is here.\nMia to paint the gate.", "Mia", "Mia to paint the gate"),
        ("ACTION: paint the gate as in the log - T20-3", None, "paint the gate as in the log - T20-3"),
        ("The gate is old. Paint it in May. Action: secretariat;", "secretariat", "Paint it in May."),
        ("Mia is taking the gate as an action item.", "Mia", "Mia is taking the gate as an action item."),
        ("行动项：油漆大门（责任人：苏明）", "苏明", "油漆大门"),
        ("ACTION-123: Mia to paint the gate", "Mia", "Mia to paint the gate"),
        ("Mia (AI): to paint the gate", "Mia", "paint the gate"),
        ("  - @mia please paint the gate", "mia", "@mia please paint the gate"),
        ("- Mia will paint the gate by 9 May 2025.", "Mia", "Mia will paint the gate by 9 May 2025."),
        ("Action point: Paint the gate. Responsible: Mia Berg. Deadline: 9 May 2025.", "Mia Berg", "Paint the gate."),
        ("Next steps\n- Somebody to paint the gate", None, "Somebody to paint the gate"),
        ("Actions arising\n3.1 Mia to paint the gate", "Mia", "Mia to paint the gate"),
        (
            "Mia will buy paint; Tom to paint the gate.\nAction: MB, TR",
            "MB, TR",
            "Mia will buy paint; Tom to paint the gate.",
        ),
    ],
)
def test_one_item_is_read_in_each_of_its_forms(line: str, owner: str | None, text: str) -> None:
    assert owned(f"# Garden call 2025-03-03\n\nWe met.\n\n{line}\n") == [(owner, text)]


@pytest.mark.parametrize(
    ("line", "owner", "text", "due"),
    [
        ("1、苏明：5月10日前完成报价", "苏明", "5月10日前完成报价", date(2024, 5, 10)),
        ("2. 何亮 更新合同（5月12日）", "何亮", "更新合同", date(2024, 5, 12)),
        ("- [ ] 宋捷 订会议室，截止5月9日", "宋捷", "订会议室", date(2024, 5, 9)),
        ("3、小周 update the dashboard by 5/10", "小周", "update the dashboard by 5/10", date(2024, 5, 10)),
        ("4、王芳负责搬仓库", "王芳", "负责搬仓库", None),
        ("5、核对台账", None, "核对台账", None),
    ],
)
def test_chinese_items_name_their_owner_first_and_the_day_as_month_and_day(
    line: str, owner: str | None, text: str, due: date | None
) -> None:
    (item,) = actions(f"周例会\n2024年5月6日\n\n待办事项：\n{line}\n")
    assert (item.owner, item.text, item.due) == (owner, text, due)


def test_a_chinese_line_with_who_and_until_when_is_an_item_wherever_it_stands() -> None:
    minutes = read_minutes(
        "协调会纪要\n2024年5月6日\n会议要求：\n1、验收管道。责任人：苏明，完成时间：5月10日。\n2、清理堆场。牵头单位：设备部，时限：5月12日前。\n"
        "@小周 周三前发合同\n"
    )
    assert [(each.owner, each.text, each.due) for each in minutes.actions] == [
        ("苏明", "验收管道。", date(2024, 5, 10)),
        ("设备部", "清理堆场。", date(2024, 5, 12)),
        ("小周", "周三前发合同", date(2024, 5, 8)),
    ]
    assert minutes.speakers == (), "what is somebody's item is nobody's directive besides"


def test_what_a_leader_stressed_is_kept_beside_chinese_items() -> None:
    minutes = read_minutes("周例会\n厂长苏明强调，各班要守住温度。\n\n待办事项：\n1. 何亮 更新合同\n")
    assert [[point.text for point in each.directives] for each in minutes.speakers] == [["各班要守住温度"]]
    assert [each.owner for each in minutes.actions] == ["何亮"]


def test_a_section_of_action_items_is_a_list_of_them() -> None:
    text = "# Call\n\n## Next steps\n\n1. Mia - paint the gate\n2. All members to read the plan\n3. none\n\n## Links\n\n- page\n"
    assert owned(text) == [("Mia", "paint the gate"), ("All members", "All members to read the plan")]


def test_an_owner_in_bold_may_be_followed_by_what_they_are_to_do() -> None:
    (item,) = actions("# Call\n\n## Action items\n\n- **Mia** to paint the gate\n")
    assert item.owner == "Mia"


def test_an_empty_label_gives_nothing() -> None:
    assert owned("# Call\n\nAction item:\n\n* Next topic of the day\n") == []


def test_the_owner_may_stand_in_the_bullet_above() -> None:
    assert owned("# Call\n\n- **Harbour:**\n  - all quiet\n  - ACTION: Repair the crane\n") == [
        ("Harbour", "Repair the crane")
    ]


def test_bullets_of_names_and_orders_are_items_without_any_word_for_it() -> None:
    assert owned("# Call\n\n### Summary\n- Mia: paint the gate\n- Tom & Eva: write the plan\n- Check the roof\n") == [
        ("Mia", "paint the gate"),
        ("Tom & Eva", "write the plan"),
        (None, "Check the roof"),
    ]


def test_what_people_said_in_notes_is_neither_item_nor_directive() -> None:
    minutes = read_minutes(
        "# Call\n\n- Mia: I like the gate\n- Tom: suggests we should wait\n\nEva: TODO later?\n\n**Budget**: fine\n"
    )
    assert (minutes.actions, minutes.speakers) == ((), ())


def test_tables_give_owner_due_day_and_state() -> None:
    found = actions(
        "# Call 2025-03-03\n\n| # | Action | Owner | Due | Status |\n|---|---|---|---|---|\n"
        "| 1 | Paint the gate | Mia | 2025-03-20 | open |\n| 2 | Mend the roof | Tom | next week | done |\n| 3 | | | | |\n"
    )
    assert [(each.owner, each.text, each.due, each.due_text, each.done) for each in found] == [
        ("Mia", "Paint the gate", date(2025, 3, 20), "2025-03-20", False),
        ("Tom", "Mend the roof", None, "next week", True),
    ]


def test_tables_of_decisions_and_of_finished_work_are_no_items() -> None:
    text = (
        "# Call\n\n| Decision | Description |\n|---|---|\n| 1 | Keep the gate by May |\n\n"
        "## Completed\n\n| Task | Owner |\n|---|---|\n| Paint the door | Mia |\n"
    )
    assert owned(text) == []


def test_done_items_are_told_apart() -> None:
    text = "# Call\n\n- [x] Paint the gate\n- [ ] Mend the roof\n\n## Action items\n\n- ~~Call Tom~~\n- Write to Eva - done\n"
    assert [(each.text, each.done) for each in actions(text)] == [
        ("Paint the gate", True),
        ("Mend the roof", False),
        ("Call Tom", True),
        ("Write to Eva", True),
    ]


@pytest.mark.parametrize(
    ("words", "due", "due_text"),
    [
        ("by 10 January", date(2025, 1, 10), "by 10 January"),
        ("by 5 December 2025", date(2025, 12, 5), "by 5 December 2025"),
        ("by the end of this week", None, "by the end of this week"),
        ("within two weeks", None, "within two weeks"),
        ("for the fair of 3 May", None, None),
    ],
)
def test_a_due_day_is_a_date_only_where_the_text_gives_one(words: str, due: date | None, due_text: str | None) -> None:
    (item,) = actions(f"# Call 2024-12-20\n\nACTION: Mia to paint the gate {words}\n")
    assert (item.due, item.due_text) == (due, due_text)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by Monday", date(2024, 12, 23)),
        ("by Friday", None),  # said on a Friday: this one or the next?
        ("by tomorrow", date(2024, 12, 21)),
        ("by the end of the month", date(2024, 12, 31)),
        ("by EOM", date(2024, 12, 31)),
        ("by end of January", date(2025, 1, 31)),
        ("by next Tuesday", None),
        ("by the end of the week", None),
    ],
)
def test_a_due_day_in_words_counts_where_the_day_of_the_meeting_makes_it_certain(words: str, due: date | None) -> None:
    (item,) = actions(f"# Call 2024-12-20\n\nACTION: Mia to paint the gate {words}\n")
    assert (item.due, item.due_text) == (due, words)
    (undated,) = actions(f"# Call\n\nACTION: Mia to paint the gate {words}\n")
    assert (undated.due, undated.due_text) == (None, words)


@pytest.mark.parametrize(
    ("words", "due"),
    [("本周五", date(2024, 12, 20)), ("下周一", date(2024, 12, 23)), ("1月底", date(2025, 1, 31)), ("本周一", None)],
)
def test_a_chinese_due_day_in_words_counts_where_it_is_certain(words: str, due: date | None) -> None:
    (item,) = actions(f"例会\n日期：2024年12月18日\n\n待办事项：\n- 苏明：{words}前刷好大门\n")
    assert (item.owner, item.due) == ("苏明", due)


def test_a_due_day_in_words_is_marked_as_counted() -> None:
    minutes = read_minutes("# Call 2024-12-20\n\nACTION: Mia to paint the gate by Monday\n")
    assert [(each.line, dict(each.values)) for each in minutes.problems] == [
        (3, {"due": "by Monday", "day": "2024-12-23"})
    ]


def test_an_owner_with_a_task_and_a_day_needs_no_other_sign() -> None:
    text = "Call 2024-12-20\n\nMia - paint the gate, due 12/30\nTom: the trip went well.\n"
    assert [(each.owner, each.text, each.due) for each in actions(text)] == [
        ("Mia", "paint the gate", date(2024, 12, 30))
    ]


def test_a_day_of_two_numbers_counts_where_it_is_plain_which_is_the_month() -> None:
    assert [
        each.due for each in actions("Call 2024-12-20\n\nAI: Mia to paint, due 4/5\nAI: Tom to sand, due 5/5\n")
    ] == [
        None,
        date(2025, 5, 5),
    ]


def test_plain_lines_under_the_heading_are_items_when_a_name_leads_them() -> None:
    text = "# Call\n\nAction items:\nMia - The gate\nTom - Newsletter\nNext meeting: 4 June\nThanks to all.\n"
    assert owned(text) == [("Mia", "The gate"), ("Tom", "Newsletter")]


def test_a_due_day_without_a_year_is_marked_as_such() -> None:
    minutes = read_minutes("# Call 2024-12-20\n\nACTION: Mia to paint the gate by 10 January\n")
    assert [(each.line, dict(each.values)) for each in minutes.problems] == [
        (3, {"due": "by 10 January", "year": 2025})
    ]


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("- @mia to paint the gate", "mia", "@mia to paint the gate"),
        ("AI @mia paint the gate", "mia", "paint the gate"),
        ("[AI: Mia] Paint the gate", "Mia", "Paint the gate"),
        ("AP1 Mia Berg – paint the gate", "Mia Berg", "paint the gate"),
        ("AP2 Mia Berg – paint the gate (by 2 April)", "Mia Berg", "paint the gate"),
        ("=> Mia: paint the gate", "Mia", "paint the gate"),
        ("- Mia to paint the gate", "Mia", "Mia to paint the gate"),
    ],
)
def test_the_owner_is_read_from_mentions_brackets_and_arrows(line: str, owner: str, text: str) -> None:
    assert owned(f"# Garden call 2025-03-03\n\nPresent: Mia, Tom\n\n{line}\n") == [(owner, text)]


def test_what_was_agreed_or_is_only_a_title_is_no_item() -> None:
    assert owned("# Call\n\n- Agreed to meet in May\n- Agreed to paint\n- Notes to read\n") == []


def test_open_boxes_of_an_earlier_call_are_still_items() -> None:
    assert owned("# Call\n\n## Follow-ups from last week\n\n- [ ] Mia: paint the gate\n") == [("Mia", "paint the gate")]


@pytest.mark.parametrize(
    ("line", "owner", "text"),
    [
        ("The gutter leaks again. Ruth would ask two firms.   Action: RB", "RB", "Ruth would ask two firms."),
        ("The till is short by ten pounds.\nAction: Treasurer", "Treasurer", "The till is short by ten pounds."),
        ("* Noor action to write the first draft", "Noor", "Noor action to write the first draft"),
        ("- Keys\n  - **ACTIONS**:\n    - [ ] @noor to change the lock", "noor", "@noor to change the lock"),
        ("- Keys\n  - ACTIONS:\n    - Noor/@lin to copy the key", "Noor/@lin", "Noor/@lin to copy the key"),
    ],
)
def test_who_it_falls_to_may_stand_behind_or_above(line: str, owner: str, text: str) -> None:
    found = read_minutes(f"House committee, 4 March 2025\n\n{line}\n").actions
    assert [(each.owner, each.text, each.done) for each in found] == [(owner, text, False)]


def test_a_ticked_box_below_a_label_is_done_and_a_title_is_no_label() -> None:
    found = read_minutes("# AI Council - Notes\n\n- Keys\n  - ACTIONS:\n    - [x] Noor to change the lock\n").actions
    assert [(each.text, each.done) for each in found] == [("Noor to change the lock", True)]


def test_lines_below_an_item_tell_who_and_until_when() -> None:
    found = actions(
        "# Garden call 2025-03-03\n\n- **Action Items:**\n  - **Action:** Paint the gate\n  - **Owner:** Mia Berg\n"
        "  - **Due Date:** 2025-03-20\n\nAction: Mend the roof\nWho: Tom\nBy when: Friday\nStatus: done\n"
    )
    assert [(each.text, each.owner, each.due, each.due_text, each.done) for each in found] == [
        ("Paint the gate", "Mia Berg", date(2025, 3, 20), "2025-03-20", False),
        ("Mend the roof", "Tom", date(2025, 3, 7), "Friday", True),
    ]


def test_a_line_that_tells_who_without_an_item_above_is_none() -> None:
    assert owned("# Garden call 2025-03-03\n\nOwner: Mia\n\nWe met in the shed.\nDue date: 3 May\n") == []


@pytest.mark.parametrize(
    ("line", "owner", "due"),
    [
        ("- [ ] **@Mia**: Paint the gate – *Friday*", "Mia", date(2025, 3, 7)),
        ("- [ ] Mia: Paint the gate - 20 March", "Mia", date(2025, 3, 20)),
        ("- [ ] Paint the gate (**@Mia**, due 20 March)", "Mia", date(2025, 3, 20)),
        ("- [ ] Paint the gate (Mia - by Friday)", "Mia", date(2025, 3, 7)),
        ("- [ ] Paint the gate | Mia & Tom | 20 March", "Mia & Tom", date(2025, 3, 20)),
        ("- [ ] Mia: Paint the gate (by Thu)", "Mia", date(2025, 3, 6)),
        ("- [ ] Mia: Paint the gate - EOD Friday", "Mia", date(2025, 3, 7)),
    ],
)
def test_owner_and_day_may_stand_at_the_end(line: str, owner: str, due: date) -> None:
    assert [(each.owner, each.text, each.due) for each in actions(f"# Garden call 2025-03-03\n\n{line}\n")] == [
        (owner, "Paint the gate", due)
    ]


def test_a_second_name_at_the_end_stays_in_the_words() -> None:
    assert owned("# Garden call 2025-03-03\n\n- [ ] Mia: Paint the gate (Tom, 20 March)\n") == [
        ("Mia", "Paint the gate (Tom, 20 March)")
    ]


def test_what_stands_at_the_end_and_is_no_day_stays_in_the_words() -> None:
    assert owned("# Garden call 2025-03-03\n\n- [ ] Paint the gate - twice if it rains\n") == [
        (None, "Paint the gate - twice if it rains")
    ]


@pytest.mark.parametrize("heading", ["Action items", "ACTIONS", "5. Next steps", "待办事项"])
def test_a_line_without_a_sign_heads_the_list_right_below_it(heading: str) -> None:
    text = f"Garden call 2025-03-03\n\n{heading}\n- Paint the gate\n- Mend the roof (Tom)\n"
    assert owned(text) == [(None, "Paint the gate"), ("Tom", "Mend the roof")]


def test_a_line_of_prose_below_such_words_is_no_list() -> None:
    assert owned("Garden call 2025-03-03\n\nNext steps\nWe spoke of paint and of rain.\n") == []


def test_columns_may_say_by_whom_and_within_which_time() -> None:
    decided = (
        "# Garden call 2025-03-03\n\n| Decision | Responsible party | Actions to be taken | Reporting timeframe |\n|---|---|---|---|\n"
        "| A new gate | Mia | Ask three joiners | by 20 March |\n"
    )
    numbered = "Garden call 2025-03-03\n\nItem | Description | Action by | Date\n1.1 | Mend the roof | Tom | 20/03/2025\n1.2 | Colour agreed | Note |\n"
    assert [(each.owner, each.text, each.due) for each in actions(decided)] == [
        ("Mia", "Ask three joiners", date(2025, 3, 20))
    ]
    assert [(each.owner, each.text, each.due) for each in actions(numbered)] == [
        ("Tom", "Mend the roof", date(2025, 3, 20))
    ]


def test_a_column_of_actions_may_name_who_in_its_own_cells() -> None:
    text = "# Garden call 2025-03-03\n\n| Action (who) | Due |\n|---|---|\n| Paint the gate (Mia) | 20 March |\n"
    assert [(each.owner, each.text, each.due) for each in actions(text)] == [
        ("Mia", "Paint the gate", date(2025, 3, 20))
    ]


def test_a_list_in_a_cell_is_read_line_by_line() -> None:
    text = "# Garden call 2025-03-03\n\n| Item | Content |\n|---|---|\n| **Action Items** | - [ ] Paint the gate - Mia<br>- [ ] Mend the roof - Tom |\n"
    assert owned(text) == [("Mia", "Paint the gate"), ("Tom", "Mend the roof")]


def test_days_at_the_end_that_stay_words_are_kept_as_words() -> None:
    found = actions("# Garden call 2025-03-03\n\n- [ ] Mia: Paint the gate (before the frost)\n")
    assert [(each.text, each.due, each.due_text) for each in found] == [("Paint the gate", None, "before the frost")]


@pytest.mark.parametrize(
    "line", ["油漆大门（苏明，6月12日）", "油漆大门 - 苏明 - 6月12日", "油漆大门（苏明，6月12日前）"]
)
def test_chinese_names_and_days_may_stand_at_the_end(line: str) -> None:
    found = actions(f"会议纪要（2024年6月3日）\n\n待办\n1、{line}\n")
    assert [(each.owner, each.text, each.due) for each in found] == [("苏明", "油漆大门", date(2024, 6, 12))]


def test_a_sentence_among_others_may_give_somebody_a_task() -> None:
    text = (
        "Garden committee, 3 March 2025\n\nPresent: Mia Berg, Tom Reed\n\n1. The gate. It rusts. Mia Berg to paint the gate by 20 March.\n\n"
        "2. The roof. Dr. Tom Reed to speak was agreed. Rain to follow.\n"
    )
    assert [(each.owner, each.text, each.due) for each in actions(text)] == [
        ("Mia Berg", "Mia Berg to paint the gate by 20 March", date(2025, 3, 20))
    ]


def test_a_headline_gives_nobody_a_task() -> None:
    assert owned("Milltown to paint all gates\n\nOn 3 March 2025 Milltown met.\n") == []


def test_whoever_is_named_behind_an_arrow_owns_the_item() -> None:
    assert owned("# Call\n\nActions:\n- Who paints the gate? -> Mia to ask\n") == [
        ("Mia", "Who paints the gate? -> Mia to ask")
    ]


def test_one_due_day_shows_how_the_others_are_written() -> None:
    text = "# Call 2025-03-03\n\nActions:\n- Mia: paint the gate (by 4/5)\n- Tom: mend the roof by {}\n"
    assert [each.due for each in actions(text.format("20/5"))] == [date(2025, 5, 4), date(2025, 5, 20)]
    assert [each.due for each in actions(text.format("5/20"))] == [date(2025, 4, 5), date(2025, 5, 20)]
    assert [each.due for each in actions(text.format("6/5"))] == [None, None]


def test_a_plain_heading_above_prose_ends_the_list_of_items() -> None:
    text = "# Garden call 2025-03-03\n\nAction items\n- Paint the gate\n\nOther notes\nMia will tell us of the frost in May.\n"
    assert owned(text) == [(None, "Paint the gate")]


def test_a_name_above_bullets_does_not_end_the_list_of_items() -> None:
    text = "# Garden call 2025-03-03\n\nAction items:\n\nMia\n- paint the gate\n\nTom\n- mend the roof\n"
    assert [each.text for each in actions(text)] == ["paint the gate", "mend the roof"]


def test_a_box_on_an_agenda_is_an_item_where_it_gives_somebody_a_task() -> None:
    text = "# Mill talks\n\nPresent: Mia, Tom\n\n## Agenda\n- [ ] Mia to paint the gate\n- [ ] Lamps at noon\n"
    assert owned(text) == [("Mia", "Mia to paint the gate")]


def test_what_is_struck_out_is_done_with_the_word_behind_it() -> None:
    (item,) = actions("## Actions\n* ~~Mia: paint the gate~~ done\n")
    assert (item.owner, item.text, item.done) == ("Mia", "paint the gate", True)


def test_a_dash_in_the_column_of_days_is_no_day() -> None:
    (item,) = actions("## Actions\n\n| Action | Who | By |\n|---|---|---|\n| Paint the gate | Mia | - |\n")
    assert (item.owner, item.due, item.due_text) == ("Mia", None, None)


def test_notes_that_give_each_task_in_a_sentence_need_no_second_naming() -> None:
    text = (
        "# Garden\n\n1. Gate is old. Mia to paint it.\n2. Plan for the AGM. Tom to book a hall. Eva to order cakes.\n"
    )
    assert owned(text) == [("Mia", "Mia to paint it"), ("Tom", "Tom to book a hall"), ("Eva", "Eva to order cakes")]
    assert owned("# Garden\n\n1. Gate is old. Mia to paint it. Tom to look on.\n") == []


def test_initials_from_a_column_of_owners_tell_whose_the_paragraph_above_is() -> None:
    text = (
        "Parish\n\nPresent: Mia Berg (MB), Tom Lee – Chairman (TL).\n\nAction\n\n1.1\n\nThe gate is old – Clerk to paint it.\n\n"
        "MB\n\n1.2\n\n(3.1) TL to call the port.\n\n1.3\n\nThe hall is cold. Stoves are to be bought.\n\nTL\n"
    )
    assert owned(text) == [
        ("MB", "Clerk to paint it"),
        ("TL", "TL to call the port"),
        ("TL", "Stoves are to be bought."),
    ]
    assert read_minutes(text).chair == "Tom Lee"


def test_what_the_meeting_did_at_once_is_no_item() -> None:
    assert owned("# Board\n\nAction: Motion carried.\n\nAction: Meeting adjourned at noon.\n\nAction: Approved\n") == []


def test_a_sentence_may_lead_to_a_list_of_items() -> None:
    assert owned(
        "We agreed on the following as actions to be taken this year:\n\n· Paint the gate\n· Call the port\n"
    ) == [
        (None, "Paint the gate"),
        (None, "Call the port"),
    ]
    assert owned("The following actions were completed:\n\n- Paint the gate\n") == []


def test_a_label_with_one_name_and_a_dash_needs_an_order() -> None:
    assert owned("# Call\n\n- AI Mia - paint the gate\n- AI Strategy - long talk\n") == [("Mia", "paint the gate")]


def test_a_list_pasted_without_its_columns_tells_what_is_done_at_the_end_of_lines() -> None:
    found = actions(
        "Minutes of the call, 4 May 2024\n\nACTION from 20240427 STATUS\nMia to paint the gate behind the long hall of the yard before it rusts away. DONE\n"
        "All to think of a name for the old boat that lies behind the yard since spring. in progress\n"
    )
    assert [(each.owner, each.done) for each in found] == [("Mia", True), ("All", False)]
    assert found[1].text.endswith("since spring.")


def test_a_task_ends_where_a_motion_is_told() -> None:
    (item,) = actions(
        "# Board\n\n- The gate is old. Action item: Mia to paint it. Tom motioned to pay; motion carried.\n"
    )
    assert (item.owner, item.text) == ("Mia", "Mia to paint it.")


def test_a_numbered_line_may_lead_to_the_items_beside_it() -> None:
    text = "Board of 3 May 2024\n\n1. Talked of:\n2. Gates\n\n1. Repairs and to-do items:\n2. For the gate, MB will gather bids.\n3. Meeting adjourned.\n"
    assert owned(text) == [("MB", "For the gate, MB will gather bids.")]


def test_a_form_may_tell_owner_task_and_day_on_lines_of_their_own() -> None:
    text = (
        "Board day 2025\n\nOwner: Mia Berg\nTask: Paint the gate\nDue: 9 May 2025\n\n"
        "Owner: Tom Reed\nTask: Sweep the yard\nDue: 1 June 2025\n"
    )
    assert [(each.owner, each.text, each.due) for each in actions(text)] == [
        ("Mia Berg", "Paint the gate", date(2025, 5, 9)),
        ("Tom Reed", "Sweep the yard", date(2025, 6, 1)),
    ]


def test_a_day_to_be_ready_by_shows_how_the_text_writes_the_day_it_was_held() -> None:
    minutes = read_minutes(
        "Gate works 3/11/2025\n\n- Mia: paint the gate, report by 3/25\n- Tom: clean it, EOD today\n"
    )
    assert minutes.held_from == date(2025, 3, 11)
    assert [each.due for each in minutes.actions] == [date(2025, 3, 25), date(2025, 3, 11)]


def test_a_day_that_may_be_two_is_told() -> None:
    minutes = read_minutes("Gate works 3/11/2025\n\nACTION: Mia to paint the gate\n")
    assert minutes.held_from is None
    assert [(each.line, dict(each.values)) for each in minutes.problems] == [(1, {"day": "3/11/2025"})]
    assert read_minutes("Gate works 5/5/2025\n\nACTION: Mia to paint the gate\n").held_from == date(2025, 5, 5)


def test_below_a_heading_of_actions_bullets_belong_to_the_name_above_them() -> None:
    text = "Garden call\n\nAction Items\nMia\n- paint the gate\n- oil the hinge\nTom\n- sweep (end of April)\nIda\n- none\n"
    assert owned(text) == [("Mia", "paint the gate"), ("Mia", "oil the hinge"), ("Tom", "sweep")]


def test_a_plan_for_the_week_names_who_does_what() -> None:
    text = (
        "例会纪要\n时间：2024年9月9日\n参会人：苏明、何亮\n\n二、本周计划\n1. 苏明：油漆大门，周三前完成\n"
        "2. 何亮：清扫院子（9月12日前）\n3. 安全：加强巡查\n"
    )
    assert [(each.owner, each.due) for each in actions(text)] == [
        ("苏明", date(2024, 9, 11)),
        ("何亮", date(2024, 9, 12)),
    ]
