package dev.keapsink.value;

/**
 * The order of day, month and year in numeric dates. A date such as 12/10/1980 shows the order itself only if one of
 * its numbers is larger than 12.
 */
public enum DateOrder {
    MDY,
    DMY,
    YMD
}
