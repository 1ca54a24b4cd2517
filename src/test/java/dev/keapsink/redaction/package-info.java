/**
 * Nothing that is logged gives away a secret or a person: what all tests log is captured, and searched when they are done.
 */
package dev.keapsink.redaction;
