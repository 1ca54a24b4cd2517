package dev.keapsink.value;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
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
                "Neverland form"
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
}
