package dev.keapsink.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openrewrite.hcl.HclParser;
import org.openrewrite.hcl.tree.Hcl;

/** Expressions and their values, which are those that {@code terraform console} prints. */
class HclEvaluatorTest {

    private static final Map<String, Object> NAMES =
            Map.of("x", true, "map", Map.of("a", "A"), "list", List.of("a", "b"), "none", List.of());

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            6 * 120 + 5                               ; 725
            5 + 6 * 120                               ; 725
            10 - 3 - 2                                ; 5
            100 * 60 * 2 / 240                        ; 50
            1 / 4                                     ; 0.25
            1 + 1 == 2 && 3 > 2 || 1 > 2              ; true
            1 > 2 && 1 > 2 || x                       ; true
            !x || 2 >= 2                              ; true
            x ? 1 == 2 : 1 > 2 || 2 > 1               ; false
            !x ? 1 == 2 : 1 > 2 || 2 > 1              ; true
            "a${map.a}-$${x}\\"\\\\."                 ; aA-${x}"\\.
            "${list[1]}"                              ; b
            map["a"] != null                          ; true
            try(map.b, map.a)                         ; A
            can(map.b)                                ; false
            coalesce(null, "", "c")                   ; c
            join("/", concat(list, ["c"], []))        ; a/b/c
            join("", [for l in list : l if l != "a"]) ; b
            join("", [for n, l in list : "${n}${l}"]) ; 0a1b
            { for k, v in map : v => k if x }.A       ; a
            merge(map, { a = 1, "b:c" = 2 })["b:c"]   ; 2
            one(none) == null                         ; true
            split(":", "a:b")[1]                      ; b
""")
    void isEvaluated(String expression, String value) {
        assertThat(HclEvaluator.text(value(expression))).isEqualTo(value);
    }

    /** A guess would let a change pass. */
    @Test
    void whatIsNotKnownIsRefused() {
        assertThatThrownBy(() -> value("sha512(\"a\")")).hasMessageContaining("sha512");
        assertThatThrownBy(() -> value("map.b")).hasMessageContaining("no b in");
        assertThatThrownBy(() -> value("1 % 2")).hasMessageContaining("not known");
    }

    private static Object value(String expression) {
        Hcl.ConfigFile file = (Hcl.ConfigFile) HclParser.builder()
                .build()
                .parse("v = " + expression)
                .findFirst()
                .orElseThrow();
        Hcl.Attribute attribute = (Hcl.Attribute) file.getBody().getFirst();
        return new HclEvaluator(NAMES::get).value(attribute.getValue());
    }
}
