package dev.keapsink.value;

/** The order of day, month and year in dates such as 12/10/1980, which say it themselves only if one number is larger than 12. */
public enum DateOrder {
    MDY,
    DMY,
    YMD
}
