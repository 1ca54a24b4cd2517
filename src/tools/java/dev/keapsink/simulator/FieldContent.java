package dev.keapsink.simulator;

import static dev.keapsink.simulator.Shape.TIME;
import static dev.keapsink.simulator.Shape.WHOLE;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The shape of a custom field's content, by the field's type and the account's behaviour. */
final class FieldContent {
    private static final int LONGEST_TEXT = 65_535;
    private static final Shape ANY_TEXT = new Shape.Scalar(
            "a text of at most 65,535 characters",
            node -> node.isTextual() && node.textValue().length() <= LONGEST_TEXT);
    private static final Shape NUMBER = new Shape.Scalar("a number", JsonNode::isNumber);
    private static final Shape POSITIVE =
            new Shape.Scalar("a positive whole number", node -> node.isIntegralNumber() && node.longValue() > 0);
    private static final String[] MONTHS = Stream.of(Month.values())
            .map(month -> month.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toArray(String[]::new);
    private static final String[] DAYS = Stream.of(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.FULL, Locale.ENGLISH))
            .toArray(String[]::new);

    private FieldContent() {}

    static Shape of(CustomField field, Behaviour behaviour) {
        return switch (field.type()) {
            case TEXT, TEXT_AREA, EMAIL, WEBSITE, PHONE_NUMBER, NAME, SOCIAL_SECURITY_NUMBER, STATE -> ANY_TEXT;
            case CURRENCY, DECIMAL_NUMBER, PERCENT -> NUMBER;
            case WHOLE_NUMBER, YEAR -> WHOLE;
            case DROPDOWN, RADIO, DRILLDOWN -> choice(field);
            case USER -> POSITIVE;
            case DATE_TIME -> TIME;
            case DATE -> behaviour.is(Behaviour.Date.DATE) ? Shape.DAY : TIME;
            case MONTH -> behaviour.is(Behaviour.Month.NAME) ? Shape.oneOf(MONTHS) : upTo(MONTHS.length);
            case DAY_OF_WEEK -> behaviour.is(Behaviour.DayOfWeek.NAME) ? Shape.oneOf(DAYS) : upTo(DAYS.length);
            case YES_NO -> yesOrNo(behaviour);
            case LIST_BOX -> several(choice(field), "an option", field.choices()::contains, behaviour);
            case USER_LIST_BOX -> several(POSITIVE, "a user id", id -> id.matches("[1-9]\\d{0,17}"), behaviour);
        };
    }

    private static Shape choice(CustomField field) {
        return Shape.oneOf(field.choices().toArray(String[]::new));
    }

    private static Shape upTo(int most) {
        return new Shape.Scalar(
                "a whole number from 1 to " + most,
                node -> node.isIntegralNumber() && node.longValue() >= 1 && node.longValue() <= most);
    }

    private static Shape yesOrNo(Behaviour behaviour) {
        if (behaviour.is(Behaviour.YesNo.BOOLEAN)) {
            return new Shape.Scalar("true or false", JsonNode::isBoolean);
        }
        return behaviour.is(Behaviour.YesNo.TEXT)
                ? Shape.oneOf("Yes", "No")
                : new Shape.Scalar(
                        "1 or 0", node -> node.isIntegralNumber() && (node.longValue() == 0 || node.longValue() == 1));
    }

    private static Shape several(Shape item, String name, Predicate<String> isItem, Behaviour behaviour) {
        if (behaviour.is(Behaviour.ListBox.COMMA)) {
            return new Shape.Scalar(
                    name + ", or several with commas between them",
                    node -> node.isTextual()
                            && List.of(node.textValue().split(",", -1)).stream().allMatch(isItem));
        }
        return Shape.listOf(item);
    }
}
