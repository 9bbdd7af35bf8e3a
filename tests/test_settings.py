"""The settings: every fault named at once with its mend, and a token never shown to anybody."""

from dataclasses import replace

import pytest

from bot.settings import Settings, SettingsProblem, settings_from

BOT_TOKEN = "xoxb-0-SECRET-OF-THE-BOT"
APP_TOKEN = "xapp-0-SECRET-OF-THE-APP"
FULL = {
    "SLACK_BOT_TOKEN": BOT_TOKEN,
    "SLACK_APP_TOKEN": APP_TOKEN,
    "OFFICE_USERS": "U0LIN, lin@example.com",
    "OFFICE_CHANNEL": "C0OFFICE",
}


def faults(environment: dict[str, str]) -> list[str]:
    """The names of the settings that cannot be used."""
    try:
        settings_from(environment)
    except SettingsProblem as problem:
        return [fault.name for fault in problem.faults]
    return []


def test_without_any_setting_the_bot_runs_in_the_playground() -> None:
    settings = settings_from({})
    assert not settings.has_slack
    assert (settings.api_url, settings.timezone, settings.calendar, settings.language) == (
        "https://slack.com/api/",
        "Asia/Shanghai",
        "CN",
        "en",
    )
    assert settings.database_url == "sqlite:///data/followups.db"


def test_a_full_set_of_settings_is_taken_as_it_stands() -> None:
    settings = settings_from(FULL)
    assert settings.has_slack
    assert (settings.bot_token, settings.app_token) == (BOT_TOKEN, APP_TOKEN)
    assert settings.office_users == ("U0LIN", "lin@example.com")


def test_blanks_around_a_value_and_empty_values_do_not_count() -> None:
    settings = settings_from({name: f"  {value}\n" for name, value in FULL.items()} | {"LANGUAGE": " ", "CALENDAR": ""})
    assert (settings.bot_token, settings.language, settings.calendar) == (BOT_TOKEN, "en", "CN")


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SLACK_BOT_TOKEN": ""}, ["SLACK_BOT_TOKEN"]),
        ({"SLACK_APP_TOKEN": ""}, ["SLACK_APP_TOKEN"]),
        ({"SLACK_BOT_TOKEN": "xoxp-1"}, ["SLACK_BOT_TOKEN"]),
        ({"SLACK_APP_TOKEN": "xoxb-1"}, ["SLACK_APP_TOKEN"]),
        ({"SLACK_BOT_TOKEN": APP_TOKEN, "SLACK_APP_TOKEN": BOT_TOKEN}, ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"]),
        ({"OFFICE_USERS": ""}, ["OFFICE_USERS"]),
        ({"OFFICE_USERS": "", "OFFICE_USERGROUP": "S0OFFICE"}, []),
        ({"OFFICE_CHANNEL": ""}, ["OFFICE_CHANNEL"]),
        ({"TIMEZONE": "Asia/Atlantis"}, ["TIMEZONE"]),
        ({"TIMEZONE": "../../etc/passwd"}, ["TIMEZONE"]),
        ({"TIMEZONE": "Asia"}, ["TIMEZONE"]),
        ({"CALENDAR": "XX"}, ["CALENDAR"]),
        ({"CALENDAR": "utils"}, ["CALENDAR"]),
        ({"CALENDAR": "DE-BY"}, []),
        ({"LANGUAGE": "fr"}, ["LANGUAGE"]),
        ({"LANGUAGE": "zh-CN"}, []),
        ({"LOG_FORMAT": "xml"}, ["LOG_FORMAT"]),
        ({"PLAYGROUND_PORT": "eighty"}, ["PLAYGROUND_PORT"]),
        ({"PLAYGROUND_PORT": "65536"}, ["PLAYGROUND_PORT"]),
        ({"PLAYGROUND_PORT": "-1"}, ["PLAYGROUND_PORT"]),
        ({"METRICS_PORT": "9464"}, []),
        ({"METRICS_PORT": "yes"}, ["METRICS_PORT"]),
        ({"DIRECTIVES_COMMAND": "directives"}, ["DIRECTIVES_COMMAND"]),
        ({"FOLLOWUPS_COMMAND": "/follow ups"}, ["FOLLOWUPS_COMMAND"]),
        ({"FOLLOWUPS_COMMAND": "/" + "x" * 32}, ["FOLLOWUPS_COMMAND"]),
    ],
)
def test_what_is_missing_or_wrong_is_named(change: dict[str, str], named: list[str]) -> None:
    assert faults(FULL | change) == named


BY_HTTP = {name: word for name, word in FULL.items() if name != "SLACK_APP_TOKEN"} | {
    "SLACK_SIGNING_SECRET": "0123456789abcdef0123456789abcdef",
    "PORT": "3000",
}


def test_http_mode_wants_a_secret_and_a_port_instead_of_the_app_token() -> None:
    settings = settings_from(BY_HTTP)
    assert settings.is_http
    assert (settings.http_port, settings.listen_host) == (3000, "0.0.0.0")
    assert not settings_from(FULL | {"PORT": "none of our business"}).is_http


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"PORT": ""}, ["PORT"]),
        ({"PORT": "http"}, ["PORT"]),
        ({"PORT": "٣٠٠٠"}, ["PORT"]),
        ({"SLACK_SIGNING_SECRET": APP_TOKEN}, ["SLACK_SIGNING_SECRET"]),
        ({"SLACK_SIGNING_SECRET": "0123456789ABCDEF"}, ["SLACK_SIGNING_SECRET"]),
        ({"SLACK_APP_TOKEN": APP_TOKEN}, ["SLACK_SIGNING_SECRET"]),
        ({"SLACK_SIGNING_SECRET": ""}, ["SLACK_APP_TOKEN"]),
        ({"SLACK_BOT_TOKEN": ""}, ["SLACK_BOT_TOKEN"]),
        ({"LISTEN_HOST": "followups.example.com"}, ["LISTEN_HOST"]),
        ({"LISTEN_HOST": "::1"}, []),
    ],
)
def test_what_http_mode_lacks_is_named(change: dict[str, str], named: list[str]) -> None:
    assert faults(BY_HTTP | change) == named


def test_all_faults_are_named_at_once_each_with_what_to_do() -> None:
    wrong = {
        "SLACK_BOT_TOKEN": "token",
        "SLACK_API_URL": "https://example.com",
        "TIMEZONE": "Mars",
        "CALENDAR": "Mars",
        "LANGUAGE": "klingon",
        "LOG_FORMAT": "xml",
        "PLAYGROUND_PORT": "x",
        "DIRECTIVES_COMMAND": "x",
    }
    with pytest.raises(SettingsProblem) as caught:
        settings_from(wrong)
    assert {fault.name for fault in caught.value.faults} == {
        *wrong,
        "SLACK_APP_TOKEN",
        "OFFICE_USERS",
        "OFFICE_CHANNEL",
    }
    for fault in caught.value.faults:
        assert f"{fault.name}: {fault.message.format(**fault.values)}" in str(caught.value)


@pytest.mark.parametrize(
    "change",
    [
        {"SLACK_BOT_TOKEN": "xoxp-SECRET"},
        {"SLACK_APP_TOKEN": "SECRET"},
        {"SLACK_BOT_TOKEN": "SECRET", "SLACK_APP_TOKEN": "SECRET"},
        {"SLACK_APP_TOKEN": ""},
        {"SLACK_API_URL": "https://SECRET@example.com/"},
        {"DATABASE_URL": "postgresql://me:SECRET@host/name", "TIMEZONE": "Mars"},
    ],
)
def test_no_message_ever_shows_a_token(change: dict[str, str]) -> None:
    with pytest.raises(SettingsProblem) as caught:
        settings_from(FULL | change)
    for shown in (str(caught.value), repr(caught.value), repr(caught.value.faults)):
        assert "SECRET" not in shown


def test_no_message_ever_shows_the_signing_secret() -> None:
    with pytest.raises(SettingsProblem) as caught:
        settings_from(BY_HTTP | {"SLACK_SIGNING_SECRET": "open-sesame", "PORT": "x"})
    assert "sesame" not in f"{caught.value}{caught.value!r}{caught.value.faults!r}"


def test_the_settings_have_no_readable_form() -> None:
    settings = settings_from(FULL | {"DATABASE_URL": "postgresql://me:SECRET@host/name"})
    shown = (repr(settings), str(settings), f"{settings}", f"{settings!r:>10}", repr([settings]), repr({"a": settings}))
    for form in shown:
        assert "SECRET" not in form
    with pytest.raises(AttributeError):
        settings.language = "zh-CN"  # type: ignore[misc]
    assert isinstance(replace(settings, language="zh-CN"), Settings)


@pytest.mark.parametrize(
    "url",
    [
        "https://slack.com/api/",
        "https://slack.com/api",
        "https://SLACK.com/api/",
        "https://acme.enterprise.slack.com/api/",
        "http://127.0.0.1:8765/api/",
        "http://localhost:8765/api/",
        "http://[::1]:8765/api/",
    ],
)
def test_the_token_goes_to_slack_or_to_this_machine(url: str) -> None:
    assert faults(FULL | {"SLACK_API_URL": url}) == []
    assert settings_from(FULL | {"SLACK_API_URL": url}).api_url.endswith("/api/")


@pytest.mark.parametrize(
    "url",
    [
        "http://slack.com/api/",  # in the clear
        "https://slack.com.evil.example/api/",
        "https://evilslack.com/api/",
        "https://slack.com@evil.example/api/",
        "https://slack.com:443@evil.example/api/",
        "https://evil.example/slack.com/api/",
        "https://evil.example?.slack.com/api/",
        "https://evil.example#.slack.com/api/",
        "https://slack。com/api/",
        "ftp://127.0.0.1/api/",
        "//slack.com/api/",
        "slack.com/api/",
        "http://127.0.0.1.evil.example/api/",
        "http://127.0.0.1@evil.example/api/",
        "http://0.0.0.0:8765/api/",
        "javascript:alert(1)",
    ],
)
def test_the_token_goes_nowhere_else(url: str) -> None:
    assert faults(FULL | {"SLACK_API_URL": url}) == ["SLACK_API_URL"]


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example\\.slack.com/api/",
        "https://evil.example%2F.slack.com/api/",
        "https://evil.example%23.slack.com/api/",
        "https://evil@slack.com/api/",
        "https://slack.com:notaport/api/",
        "http://[::1/api/",
    ],
)
def test_the_token_goes_to_no_disguised_or_broken_address(url: str) -> None:
    assert faults(FULL | {"SLACK_API_URL": url}) == ["SLACK_API_URL"]
