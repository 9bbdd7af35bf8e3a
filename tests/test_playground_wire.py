"""The playground speaks Slack's wire to the unmodified SDK and Bolt."""

import json
from collections.abc import Callable, Iterator
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.webhook import WebhookClient

from bot.playground import scene
from bot.playground.refusals import Sorry
from bot.playground.server import Playground
from tests.playground_app import BUTTON, Json, SmallApp, playground_for_tests, small_app


@pytest.fixture(scope="module")
def playground() -> Iterator[Playground]:
    with playground_for_tests() as running:
        yield running


@pytest.fixture(scope="module")
def app(playground: Playground) -> Iterator[SmallApp]:
    with small_app(playground) as connected:
        yield connected


@pytest.fixture(scope="module")
def client(playground: Playground) -> WebClient:
    return WebClient(token=playground.bot_token, base_url=playground.api_url, retry_handlers=[])


def post(client: WebClient, text: str = "A reminder", channel: str = scene.QINGDAO, **more: Any) -> str:
    return str(client.chat_postMessage(channel=channel, text=text, **more)["ts"])


def refusal(call: Callable[..., object], **arguments: Any) -> Json:
    with pytest.raises(SlackApiError) as refused:
        call(**arguments)
    return dict(refused.value.response.data)


def whispers(playground: Playground, channel: str, user: str) -> list[str]:
    with playground.workspace.lock:
        found = playground.workspace.channels[channel].whispers.values()
        return [message.text for message in found if message.whispered_to == user]


# Tokens and methods


def test_auth_test_names_the_bot_and_its_scopes(client: WebClient) -> None:
    answer = client.auth_test()
    assert answer["bot_id"].startswith("B")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_answers_carry_the_workspaces_date(client: WebClient) -> None:
    assert client.api_test().headers["date"].startswith("Thu, 25 Apr 2024")


@pytest.mark.parametrize(("token", "word"), [("", "not_authed"), ("xoxb-wrong", "invalid_auth")])
def test_a_token_is_needed_and_known(playground: Playground, token: str, word: str) -> None:
    stranger = WebClient(token=token, base_url=playground.api_url)
    assert refusal(stranger.auth_test)["error"] == word


def test_each_method_wants_its_own_kind_of_token(playground: Playground, client: WebClient) -> None:
    assert refusal(client.apps_connections_open, app_token=playground.bot_token)["error"] == "not_allowed_token_type"


def test_an_unknown_method_is_named_so(client: WebClient) -> None:
    assert refusal(client.api_call, api_method="chat.shout")["error"] == "unknown_method"


def test_a_scope_that_was_not_granted_is_missed() -> None:
    manifest = {"oauth_config": {"scopes": {"bot": ["chat:write"]}}}
    with playground_for_tests(manifest=manifest) as playground:
        client = WebClient(token=playground.bot_token, base_url=playground.api_url)
        answer = refusal(client.users_info, user=scene.TONG)
        assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")


# Messages


def test_a_post_is_found_again_by_its_metadata_only_when_asked_for(client: WebClient) -> None:
    note = {"event_type": "delivery", "event_payload": {"delivery_id": "d1"}}
    ts = post(client, metadata=note)
    bounds: Json = {"channel": scene.QINGDAO, "oldest": ts, "inclusive": True}
    assert client.conversations_history(**bounds, include_all_metadata=True)["messages"][0]["metadata"] == note
    assert "event_payload" not in client.conversations_history(**bounds)["messages"][0]["metadata"]


def test_history_pages_backwards_by_cursor_and_leaves_replies_out(client: WebClient) -> None:
    first = post(client, "one", scene.WUXI)
    post(client, "a reply", scene.WUXI, thread_ts=first)
    seen = post(client, "a reply for all", scene.WUXI, thread_ts=first, reply_broadcast=True)
    last = post(client, "two", scene.WUXI)
    page = client.conversations_history(channel=scene.WUXI, limit=2)
    later = post(client, "three", scene.WUXI)
    assert [row["ts"] for row in page["messages"]] == [last, seen]
    assert page["has_more"]
    rest = client.conversations_history(channel=scene.WUXI, limit=2, cursor=page["response_metadata"]["next_cursor"])
    assert [row["ts"] for row in rest["messages"]] == [first]
    newer = client.conversations_history(channel=scene.WUXI, oldest=last)
    assert [row["ts"] for row in newer["messages"]] == [later]


def test_a_parent_knows_its_thread(playground: Playground, client: WebClient) -> None:
    ts = post(client)
    assert "thread_ts" not in client.conversations_replies(channel=scene.QINGDAO, ts=ts)["messages"][0]
    reply = playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="2 done", thread_ts=ts)["ts"]
    parent, answer = client.conversations_replies(channel=scene.QINGDAO, ts=ts)["messages"]
    assert (parent["thread_ts"], parent["reply_count"], parent["latest_reply"]) == (ts, 1, reply)
    assert parent["reply_users"] == [scene.SUN]
    assert (answer["thread_ts"], answer["parent_user_id"]) == (ts, parent["user"])


def test_a_reply_cannot_itself_be_replied_to(client: WebClient) -> None:
    ts = post(client)
    reply = post(client, thread_ts=ts)
    assert (
        refusal(client.chat_postMessage, channel=scene.QINGDAO, text="x", thread_ts=reply)["error"]
        == "cannot_reply_to_message"
    )
    assert refusal(client.conversations_replies, channel=scene.QINGDAO, ts="1.000000")["error"] == "thread_not_found"


def test_an_update_keeps_what_it_does_not_name(client: WebClient) -> None:
    note = {"event_type": "delivery", "event_payload": {"id": 1}}
    ts = post(client, blocks=[BUTTON], metadata=note)
    message = client.chat_update(channel=scene.QINGDAO, ts=ts, text="Changed")["message"]
    assert (message["text"], message["blocks"], message["metadata"]) == ("Changed", [BUTTON], note)
    assert message["edited"]
    cleared = client.chat_update(channel=scene.QINGDAO, ts=ts, text="Changed", blocks=[], metadata={})["message"]
    assert "blocks" not in cleared
    assert "metadata" not in cleared


@pytest.mark.parametrize(
    ("asked", "word"),
    [
        ({"channel": "C0NOWHERE000", "text": "x"}, "channel_not_found"),
        ({"channel": scene.GENERAL, "text": "x"}, "not_in_channel"),
        ({"channel": scene.QINGDAO}, "no_text"),
        ({"channel": scene.QINGDAO, "text": "x", "metadata": {"event_type": 1}}, "invalid_metadata_schema"),
        ({"channel": scene.QINGDAO, "blocks": "[nonsense"}, "invalid_blocks_format"),
        ({"channel": scene.QINGDAO, "text": "x", "markdown_text": "y"}, "markdown_text_conflict"),
    ],
)
def test_a_post_that_cannot_be_is_refused_in_slacks_words(client: WebClient, asked: Json, word: str) -> None:
    assert refusal(client.api_call, api_method="chat.postMessage", json=asked)["error"] == word


def test_blocks_are_refused_with_a_pointer(client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 3001}}]
    answer = refusal(client.chat_postMessage, channel=scene.QINGDAO, text="x", blocks=blocks)
    assert answer["error"] == "invalid_blocks"
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]"
    ]


def test_many_legal_blocks_can_be_too_long_together(client: WebClient) -> None:
    blocks = [{"type": "section", "text": {"type": "mrkdwn", "text": "x" * 2800}} for _ in range(5)]
    assert (
        refusal(client.chat_postMessage, channel=scene.QINGDAO, text="x", blocks=blocks)["error"]
        == "msg_blocks_too_long"
    )


def test_long_text_is_cut_when_posted_and_refused_when_changed(client: WebClient) -> None:
    ts = post(client, "x" * 41_000)
    message = client.conversations_history(channel=scene.QINGDAO, latest=ts, inclusive=True, limit=1)["messages"][0]
    assert len(message["text"]) == 40_000
    assert refusal(client.chat_update, channel=scene.QINGDAO, ts=ts, text="x" * 4_001)["error"] == "msg_too_long"


def test_only_its_own_messages_may_the_bot_change(playground: Playground, client: WebClient) -> None:
    ts = playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="mine")["ts"]
    assert refusal(client.chat_update, channel=scene.QINGDAO, ts=ts, text="yours")["error"] == "cant_update_message"
    assert refusal(client.chat_delete, channel=scene.QINGDAO, ts=ts)["error"] == "cant_delete_message"
    assert refusal(client.chat_update, channel=scene.QINGDAO, ts="1.000000", text="x")["error"] == "message_not_found"


def test_an_archived_channel_takes_no_post(playground: Playground, client: WebClient) -> None:
    channel = playground.act(scene.HELEN, "create_channel", name="closing-down")["channel"]
    playground.act(scene.HELEN, "invite", channel=channel, member=client.auth_test()["user_id"])
    playground.act(scene.HELEN, "archive", channel=channel, on=True)
    assert refusal(client.chat_postMessage, channel=channel, text="x")["error"] == "is_archived"


def test_a_deleted_parent_leaves_a_tombstone_and_a_lone_message_nothing(
    playground: Playground, client: WebClient
) -> None:
    lone, parent = post(client), post(client)
    playground.act(scene.SUN, "say", channel=scene.QINGDAO, text="hm", thread_ts=parent)
    client.chat_delete(channel=scene.QINGDAO, ts=lone)
    client.chat_delete(channel=scene.QINGDAO, ts=parent)
    found = client.conversations_history(channel=scene.QINGDAO, oldest=lone, inclusive=True)["messages"]
    assert [(row["ts"], row["subtype"]) for row in found] == [(parent, "tombstone")]


def test_reactions_are_put_and_taken_once(client: WebClient) -> None:
    ts = post(client)
    where: Json = {"channel": scene.QINGDAO, "timestamp": ts}
    client.reactions_add(**where, name="thumbsup")
    assert refusal(client.reactions_add, **where, name="+1")["error"] == "already_reacted"
    assert client.reactions_get(**where)["message"]["reactions"][0]["name"] == "+1"
    client.reactions_remove(**where, name="+1")
    assert refusal(client.reactions_remove, **where, name="+1")["error"] == "no_reaction"
    assert refusal(client.reactions_add, **where, name="Not An Emoji")["error"] == "invalid_name"


# Conversations and people


def test_the_bot_lists_what_it_can_see(client: WebClient) -> None:
    listed = [row["name"] for page in client.conversations_list(limit=3) for row in page["channels"]]
    assert listed.count("general") == 1
    assert len(listed) >= 7
    assert not client.conversations_info(channel=scene.GENERAL)["channel"]["is_member"]
    assert client.conversations_info(channel=scene.RESEARCH)["channel"]["is_ext_shared"]
    mine = client.users_conversations(limit=1000)["channels"]
    assert scene.GENERAL not in [row["id"] for row in mine]


def test_people_have_locales_and_strangers_are_marked(client: WebClient) -> None:
    assert client.users_info(user=scene.LIU, include_locale=True)["user"]["locale"] == "zh-CN"
    assert client.users_info(user=scene.STRANGER)["user"]["is_stranger"]
    assert client.users_info(user=scene.INTERN)["user"]["is_restricted"]
    assert client.users_lookupByEmail(email="helen.carter@example.com")["user"]["id"] == scene.HELEN
    assert refusal(client.users_lookupByEmail, email="nobody@example.com")["error"] == "users_not_found"
    assert client.usergroups_users_list(usergroup=scene.OFFICE_GROUP)["users"] == [scene.HELEN, scene.LIU]


def test_a_post_to_a_person_opens_a_direct_conversation(client: WebClient) -> None:
    answer = client.chat_postMessage(channel=scene.YANG, text="privately")
    assert answer["channel"] == client.conversations_open(users=scene.YANG)["channel"]["id"]
    assert client.conversations_history(channel=answer["channel"])["messages"][0]["text"] == "privately"


def test_files_go_up_and_come_down(playground: Playground, client: WebClient) -> None:
    answer = client.files_upload_v2(channel=scene.QINGDAO, filename="板.txt", content="Tong stressed", title="Minutes")
    shared = client.files_info(file=answer["file"]["id"])["file"]
    assert (shared["name"], shared["size"], shared["channels"]) == ("板.txt", 13, [scene.QINGDAO])
    asked = Request(shared["url_private"], headers={"Authorization": f"Bearer {playground.bot_token}"})
    with urlopen(asked) as answer_bytes:
        assert answer_bytes.read() == b"Tong stressed"
    with urlopen(shared["url_private"]) as door:
        assert "text/html" in door.headers["content-type"]


# Events


def test_a_reply_in_a_thread_reaches_bolt(playground: Playground, client: WebClient, app: SmallApp) -> None:
    ts = post(client)
    reply = playground.act(
        scene.SUN, "say", channel=scene.QINGDAO, text="第二点已完成 https://example.com/p", thread_ts=ts
    )["ts"]
    body = app.heard.event("message", ts=reply)
    event = body["event"]
    assert event["text"] == "第二点已完成 <https://example.com/p>"
    assert (event["user"], event["thread_ts"], event["channel_type"]) == (scene.SUN, ts, "channel")
    assert body["authorizations"][0]["is_bot"]
    assert body["event_id"].startswith("Ev")


def test_edits_and_deletions_carry_what_was_before(playground: Playground, app: SmallApp) -> None:
    ts = playground.act(scene.ZHOU, "say", channel=scene.WUXI, text="done")["ts"]
    playground.act(scene.ZHOU, "edit", channel=scene.WUXI, ts=ts, text="not done")
    changed = app.heard.until(lambda body: (body.get("event") or {}).get("message", {}).get("ts") == ts)[0]["event"]
    assert changed["subtype"] == "message_changed"
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("not done", "done")
    assert changed["ts"] != ts
    playground.act(scene.ZHOU, "delete", channel=scene.WUXI, ts=ts)
    assert app.heard.event("message", deleted_ts=ts)["event"]["previous_message"]["text"] == "not done"


def test_a_mention_comes_twice_with_two_ids(playground: Playground, client: WebClient, app: SmallApp) -> None:
    bot = client.auth_test()["user_id"]
    ts = playground.act(scene.HAN, "say", channel=scene.TIANJIN, text=f"<@{bot}> help")["ts"]
    both = [app.heard.event(kind, ts=ts) for kind in ("message", "app_mention")]
    assert both[0]["event_id"] != both[1]["event_id"]


def test_reactions_say_nothing_of_threads(playground: Playground, client: WebClient, app: SmallApp) -> None:
    ts = post(client)
    playground.act(scene.XU, "react", channel=scene.QINGDAO, ts=ts, name="white_check_mark", on=True)
    event = app.heard.event("reaction_added", user=scene.XU)["event"]
    assert event["item"] == {"type": "message", "channel": scene.QINGDAO, "ts": ts}
    playground.act(scene.XU, "react", channel=scene.QINGDAO, ts=ts, name="white_check_mark", on=False)
    assert app.heard.event("reaction_removed", user=scene.XU)["event"]["reaction"] == "white_check_mark"


def test_nothing_is_heard_of_channels_the_bot_is_not_in(
    playground: Playground, client: WebClient, app: SmallApp
) -> None:
    bot = client.auth_test()["user_id"]
    unheard = playground.act(scene.TONG, "say", channel=scene.GENERAL, text="between us")["ts"]
    playground.act(scene.TONG, "invite", channel=scene.GENERAL, member=bot)
    joined = app.heard.event("member_joined_channel", channel=scene.GENERAL)["event"]
    assert (joined["user"], joined["inviter"]) == (bot, scene.TONG)
    heard = playground.act(scene.TONG, "say", channel=scene.GENERAL, text="for all")["ts"]
    app.heard.event("message", ts=heard)
    assert not [body for body in app.heard.bodies if (body.get("event") or {}).get("ts") == unheard]
    playground.act(scene.TONG, "leave", channel=scene.GENERAL, member=bot)
    assert app.heard.event("member_left_channel", channel=scene.GENERAL)["event"]["user"] == bot


def test_a_strangers_words_name_their_team(playground: Playground, app: SmallApp) -> None:
    ts = playground.act(scene.STRANGER, "say", channel=scene.RESEARCH, text="3 done")["ts"]
    body = app.heard.event("message", ts=ts)
    assert body["is_ext_shared_channel"]
    assert body["event"]["user_team"] == scene.PARTNER_TEAM != body["team_id"]


def test_channels_and_people_tell_of_their_changes(playground: Playground, client: WebClient, app: SmallApp) -> None:
    channel = playground.act(scene.HELEN, "create_channel", name="short-lived")["channel"]
    playground.act(scene.HELEN, "invite", channel=channel, member=client.auth_test()["user_id"])
    playground.act(scene.HELEN, "rename", channel=channel, name="renamed")
    playground.act(scene.HELEN, "archive", channel=channel, on=True)
    playground.act(scene.HELEN, "archive", channel=channel, on=False)
    playground.act(scene.GUO, "locale", locale="zh-CN")
    assert app.heard.event("channel_rename")["event"]["channel"]["name"] == "renamed"
    assert app.heard.event("channel_archive", channel=channel)["event"]["user"] == scene.HELEN
    app.heard.event("channel_unarchive", channel=channel)
    assert app.heard.event("user_change")["event"]["user"]["locale"] == "zh-CN"


def test_an_uploaded_file_is_heard_as_a_file_share(playground: Playground, app: SmallApp) -> None:
    shared = playground.share(scene.HELEN, scene.OFFICE_CHANNEL, "../minutes.md", b"# Minutes", "here")
    event = app.heard.event("message", ts=shared["ts"])["event"]
    assert event["subtype"] == "file_share"
    assert event["files"][0]["name"] == "minutes.md"
    told = app.heard.event("file_shared")["event"]
    assert (told["file_id"], told["channel_id"]) == (shared["file"], scene.OFFICE_CHANNEL)
    assert set(told) == {"type", "channel_id", "file_id", "user_id", "file", "event_ts"}


def test_a_file_given_in_a_form_is_the_apps_to_read_and_nobody_elses_is(
    playground: Playground, app: SmallApp, client: WebClient
) -> None:
    playground.act(scene.MARK, "command", channel=scene.RESEARCH, text="/form QD-7")
    view = open_view(playground, scene.MARK)
    body = playground.workspace.views[view].body
    chosen = {"type": "file_input", "action_id": "upload"}
    form = {
        **{key: body[key] for key in ("type", "callback_id", "title", "submit")},
        "blocks": [
            *body["blocks"],
            {"type": "input", "block_id": "file", "label": {"type": "plain_text", "text": "File"}, "element": chosen},
        ],
    }
    client.views_update(view_id=view, view=form)
    kept = playground.share(scene.MARK, "", "minutes.md", b"# Minutes")["file"]
    other = playground.share(scene.MARK, "", "private.md", b"# Mine")["file"]
    assert refusal(client.files_info, file=kept)["error"] == "file_not_found"
    values = {
        "reason": {"words": {"type": "plain_text_input", "value": "here it is"}},
        "file": {"upload": {"type": "file_input", "files": [{"id": kept}]}},
    }
    playground.act(scene.MARK, "submit", view_id=view, values=values)
    sent = app.heard.until(lambda one: one.get("type") == "view_submission")[-1]["view"]
    (file,) = sent["state"]["values"]["file"]["upload"]["files"]
    assert (file["name"], file["channels"]) == ("minutes.md", [])
    assert client.files_info(file=kept)["file"]["size"] == 9
    assert refusal(client.files_info, file=other)["error"] == "file_not_found"


# Commands, clicks, forms


def test_a_command_is_answered_by_its_ack(playground: Playground, app: SmallApp) -> None:
    playground.act(scene.LIU, "command", channel=scene.QINGDAO, text=f"/echo <@{scene.TONG}> 2")
    assert whispers(playground, scene.QINGDAO, scene.LIU)[-1] == f"<@{scene.TONG}|tong.laiming> 2"
    assert not whispers(playground, scene.QINGDAO, scene.HELEN)


def test_a_response_url_answers_five_times(playground: Playground, app: SmallApp) -> None:
    playground.act(scene.DENG, "command", channel=scene.CHUZHOU, text="/later please")
    command = app.heard.until(lambda body: body.get("command") == "/later")[0]
    hook = WebhookClient(command["response_url"])
    for n in range(4):
        assert hook.send(text=f"answer {n}").status_code == 200
    assert hook.send(text="aloud", response_type="in_channel").body == "ok"
    assert json.loads(hook.send(text="once more").body)["error"] == "used_url"
    assert whispers(playground, scene.CHUZHOU, scene.DENG) == [f"answer {n}" for n in range(4)]
    found = app.client.conversations_history(channel=scene.CHUZHOU, limit=1)["messages"][0]
    assert found["text"] == "aloud"


def test_commands_do_not_work_in_threads_nor_by_unknown_names(playground: Playground, app: SmallApp) -> None:
    with pytest.raises(Sorry, match="do not work in threads"):
        playground.act(scene.LIU, "command", channel=scene.QINGDAO, text="/echo x", thread_ts="1.0")
    with pytest.raises(Sorry, match="/nonsense is not a command"):
        playground.act(scene.LIU, "command", channel=scene.QINGDAO, text="/nonsense")


def test_a_click_brings_the_message_and_a_way_to_change_it(
    playground: Playground, client: WebClient, app: SmallApp
) -> None:
    ts = post(client, blocks=[BUTTON])
    playground.act(
        scene.SUN,
        "press",
        channel=scene.QINGDAO,
        message_ts=ts,
        block_id="line",
        action_id="done",
        element={"value": "forged"},
    )
    body = app.heard.until(lambda one: one.get("type") == "block_actions" and one["container"].get("message_ts") == ts)[
        0
    ]
    assert (body["actions"][0]["value"], body["user"]["id"]) == ("7", scene.SUN)
    assert body["message"]["ts"] == ts
    assert WebhookClient(body["response_url"]).send(text="Thank you", replace_original=True).status_code == 200
    assert client.conversations_replies(channel=scene.QINGDAO, ts=ts)["messages"][0]["text"] == "Thank you"


def test_a_click_on_what_is_gone_is_told_to_the_person(
    playground: Playground, client: WebClient, app: SmallApp
) -> None:
    ts = post(client, blocks=[BUTTON])
    client.chat_update(channel=scene.QINGDAO, ts=ts, text="closed", blocks=[])
    with pytest.raises(Sorry, match="changed since"):
        playground.act(
            scene.SUN, "press", channel=scene.QINGDAO, message_ts=ts, block_id="line", action_id="done", element={}
        )


def test_a_form_is_opened_corrected_and_sent(playground: Playground, app: SmallApp) -> None:
    user = scene.MARK
    playground.act(user, "command", channel=scene.RESEARCH, text="/form QD-7")
    view = open_view(playground, user)
    assert playground.act(user, "submit", view_id=view, values={})["errors"]
    assert open_errors(playground, user) == {"reason": "Please complete this required field."}
    no = {"reason": {"words": {"type": "plain_text_input", "value": "no"}}}
    assert playground.act(user, "submit", view_id=view, values=no)["errors"]
    assert open_errors(playground, user) == {"reason": "Say more."}
    yes = {"reason": {"words": {"type": "plain_text_input", "value": "supplier late"}}}
    playground.act(user, "submit", view_id=view, values=yes)
    assert not playground.workspace.stacks.get(user)
    sent = app.heard.until(lambda body: body.get("type") == "view_submission", count=2)[-1]["view"]
    assert sent["state"]["values"]["reason"]["words"]["value"] == "supplier late"
    assert sent["private_metadata"] == "QD-7"


def test_a_trigger_serves_once_and_not_for_long(playground: Playground, app: SmallApp) -> None:
    view = {"type": "modal", "title": {"type": "plain_text", "text": "x"}, "blocks": []}
    playground.act(scene.CHEN, "command", channel=scene.CHUZHOU, text="/later now")
    trigger = app.heard.until(lambda body: body.get("user_id") == scene.CHEN)[-1]["trigger_id"]
    opened = app.client.views_open(trigger_id=trigger, view=view)["view"]
    assert refusal(app.client.views_open, trigger_id=trigger, view=view)["error"] == "exchanged_trigger_id"
    assert refusal(app.client.views_open, trigger_id="1.2.x", view=view)["error"] == "invalid_trigger_id"
    changed = app.client.views_update(view_id=opened["id"], hash=opened["hash"], view=view)["view"]
    assert changed["hash"] != opened["hash"]
    assert (
        refusal(app.client.views_update, view_id=opened["id"], hash=opened["hash"], view=view)["error"]
        == "hash_conflict"
    )
    playground.act(scene.CHEN, "close", view_id=opened["id"])
    assert refusal(app.client.views_update, view_id=opened["id"], view=view)["error"] == "not_found"


def test_home_is_published_for_one_person(playground: Playground, app: SmallApp) -> None:
    playground.act(scene.YANG, "open_home")
    event = app.heard.event("app_home_opened", user=scene.YANG, tab="home")["event"]
    assert event["channel"].startswith("D")
    home = {"type": "home", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "Yours"}}]}
    view = app.client.views_publish(user_id=scene.YANG, view=home)["view"]
    assert refusal(app.client.views_publish, user_id=scene.YANG, view=home, hash="older")["error"] == "hash_conflict"
    app.client.views_publish(user_id=scene.YANG, view=home, hash=view["hash"])
    assert playground.workspace.homes[scene.YANG].body["blocks"][0]["text"]["text"] == "Yours"


def test_a_message_shortcut_carries_the_message(playground: Playground, app: SmallApp) -> None:
    ts = playground.act(scene.ZHANG, "say", channel=scene.WUXI, text="Please look into this")["ts"]
    playground.act(scene.HELEN, "shortcut", channel=scene.WUXI, ts=ts, callback_id="record")
    body = app.heard.until(lambda one: one.get("type") == "message_action")[0]
    assert (body["message"]["text"], body["message_ts"]) == ("Please look into this", ts)


def open_view(playground: Playground, user: str) -> str:
    return playground.workspace.until(lambda: playground.workspace.stacks.get(user) or [])[-1]


def open_errors(playground: Playground, user: str) -> dict[str, str]:
    return playground.workspace.views[open_view(playground, user)].errors
