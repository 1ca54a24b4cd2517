package dev.keapsink.simulator;

import java.util.Locale;

/** The types of a custom field. */
public enum FieldType {
    CURRENCY("Currency"),
    DATE("Date"),
    DATE_TIME("DateTime"),
    DAY_OF_WEEK("DayOfWeek"),
    DECIMAL_NUMBER("DecimalNumber"),
    DRILLDOWN("Drilldown"),
    DROPDOWN("Dropdown"),
    EMAIL("Email"),
    LIST_BOX("ListBox"),
    MONTH("Month"),
    NAME("Name"),
    PERCENT("Percent"),
    PHONE_NUMBER("PhoneNumber"),
    RADIO("Radio"),
    SOCIAL_SECURITY_NUMBER("SocialSecurityNumber"),
    STATE("State"),
    TEXT("Text"),
    TEXT_AREA("TextArea"),
    USER("User"),
    USER_LIST_BOX("UserListBox"),
    WEBSITE("Website"),
    WHOLE_NUMBER("WholeNumber"),
    YEAR("Year"),
    YES_NO("YesNo");

    private final String v1;

    FieldType(String v1) {
        this.v1 = v1;
    }

    /** The name of the type in words, as in "whole number". */
    public String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** How v2's filters compare a field of this type. */
    FilterKind filterKind() {
        return switch (this) {
            case TEXT, TEXT_AREA, NAME, EMAIL, WEBSITE, PHONE_NUMBER, SOCIAL_SECURITY_NUMBER, DROPDOWN, RADIO, STATE ->
                FilterKind.PREFIX;
            case WHOLE_NUMBER, DECIMAL_NUMBER, CURRENCY, PERCENT, YEAR, MONTH, DAY_OF_WEEK, USER -> FilterKind.NUMBER;
            case DATE, DATE_TIME -> FilterKind.TIME;
            case YES_NO -> FilterKind.YES_NO;
            case DRILLDOWN -> FilterKind.EXACT;
            case LIST_BOX, USER_LIST_BOX -> FilterKind.AMONG;
        };
    }

    /** The name of the type in v1. */
    String v1() {
        return v1;
    }
}
