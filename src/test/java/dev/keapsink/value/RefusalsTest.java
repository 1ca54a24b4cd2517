package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "false",
                "FALSE",
                " False\u00A0",
                "no",
                "No",
                "NO.",
                "n",
                "0",
                "0.0",
                "off",
                "f",
                "none",
                "null",
                "N/A",
                "-",
                "never",
                "Nein",
                "n\u00E3o",
                "\u274C",
                "doNotEmail",
                "optedOut",
                "Disagree",
                "unconfirmed",
                "Pending",
                "opted out",
                "Opted-out",
                "opt_out",
                "optout",
                "OptedOut",
                "Opted out on 2024-05-01",
                "unsubscribed",
                "Unsubscribe",
                "not opted in",
                "No opt-in",
                "no consent given",
                "do not email",
                "Don't contact",
                "Don\u2019t contact me",
                "notoptedin",
                "nope",
                "Without consent",
                "not consented",
                "not given",
                "withdrawn",
                "Revoked.",
                "rejected",
                "disabled",
                "decline",
                "never subscribed",
                "non-subscribed",
                "cleaned",
                "opt-in: false",
                "consent: no",
                "0.00",
                "#N/A",
                "nan",
                "undefined",
                "[]",
                "\"no\"",
                "'false'",
                "=FALSE()",
                "=\"no\"",
                "no,",
                "No; asked on the telephone",
                "No, thank you",
                "not opted in on 2024-05-01",
                "did not opt in",
                "--",
                "No - unsubscribed",
                "No \u2013 thanks",
                "No\u2014not now",
                "No newsletter please",
                "no more e-mails",
                "newsletter: no",
                "Newsletter (no)",
                "Newsletter: NO",
                "GDPR: declined",
                "GDPR - refused",
                "Marketing consent withdrawn",
                "newsletter = false",
                "opt-in: 0",
                "Status: unsubscribed",
                "has not opted in",
                "User has not opted in yet",
                "hasn't subscribed to the newsletter",
                "not interested",
                "Not interested in marketing e-mails",
                "unchecked",
                "Box: unticked",
                "[false]",
                "[\"no\"]",
                "['no']",
                "[False]",
                "[ ]",
                "\u2610",
                "\u2610 Newsletter",
                "\u043D\u0435\u0442",
                "\u041D\u0435\u0442",
                "\u5426",
                "has unsubscribed",
                "The customer has unsubscribed from our newsletter",
                "nein danke",
                "Nein, danke",
                "keine Einwilligung",
                "Keine Werbung bitte",
                "nicht zugestimmt",
                "Abgemeldet",
                "D\u00E9sabonn\u00E9",
                "{\"consent\":false}",
                "{\"optIn\": 0}",
                "{}",
                "I don't agree",
                "I do not agree",
                "doesn't want emails",
                "Does not want any e-mails",
                "customer declined newsletter",
                "has withdrawn her consent",
                "spam complaint",
                "Bounced",
                "Hard bounce",
                "No thanks"
            })
    void whatMeansNoIsARefusal(String text) {
        assertThat(Refusals.isOne(new TextNode(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "yes",
                "1",
                "y",
                "on",
                "Newsletter form",
                "Customer opted in",
                "No. 1 fan club form",
                "Nominated at fair",
                "Off-site event",
                "Not-for-profit form",
                "opted in",
                "Notary",
                "0800 call",
                "Neverland form",
                "Do not miss our sale: form at the fair",
                "Did not subscribe before; signed the form today",
                "Didn't opt out at checkout",
                "Not subscribed before; opted in at the fair",
                "Not-for-profit: newsletter",
                "No-show list, signed at the fair",
                "consent: yes",
                "Northwind webinar",
                "Nolan's form",
                "No. 7 campaign form",
                "No 7 campaign form",
                "Order no 1234",
                "Order no: 1234",
                "Form - step 2",
                "Non-profit: newsletter",
                "No Limits webinar",
                "Newsletter: yes, SMS: no",
                "Webinar - NA",
                "Oslo event, NO",
                "Has not opted out",
                "Never unsubscribed",
                "[\"Newsletter form\"]",
                "\u2611 Newsletter",
                "Not interested before - signed at the fair",
                "Unique form",
                "Spam-free newsletter form",
                "Bounce house party form",
                "{\"newsletter\":true,\"sms\":false}",
                "{\"source\":\"form\"}",
                "Customer declined SMS, signed the form",
                "Don't miss out form",
                "User unsubscribed from the old list and signed the form",
                "10"
            })
    void aReasonIsNone(String text) {
        assertThat(Refusals.isOne(new TextNode(text))).isFalse();
    }

    @Test
    void truthValuesAndNumbersOfJsonCountToo() {
        assertThat(Refusals.isOne(BooleanNode.FALSE)).isTrue();
        assertThat(Refusals.isOne(IntNode.valueOf(0))).isTrue();
        assertThat(Refusals.isOne(new DoubleNode(0))).isTrue();
        assertThat(Refusals.isOne(BooleanNode.TRUE)).isFalse();
        assertThat(Refusals.isOne(IntNode.valueOf(1))).isFalse();
    }

    @Test
    void aListSaysNoIfAllOfItsItemsDo() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode().add("no");
        assertThat(Refusals.isOne(list)).isTrue();
        assertThat(Refusals.isOne(list.deepCopy().add(false))).isTrue();
        assertThat(Refusals.isOne(list.deepCopy().add("Newsletter form"))).isFalse();
        assertThat(Refusals.isOne(JsonNodeFactory.instance.arrayNode().add("form")))
                .isFalse();
        assertThat(Refusals.isOne(JsonNodeFactory.instance.objectNode())).isFalse();
    }

    @Test
    void longTextsTakeNoTime() {
        for (String part : new String[] {" ", "no ", "'", "not ", "=(", "do not "}) {
            Assertions.assertTimeoutPreemptively(
                    Duration.ofSeconds(2), () -> Refusals.isOne(new TextNode("x" + part.repeat(50_000) + "x")));
        }
    }
}
