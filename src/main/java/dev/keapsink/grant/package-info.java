/**
 * OAuth2 with one writer, which renews the access token and stores the new refresh token. Only one refresh token is
 * valid at a time.
 */
@NullMarked
package dev.keapsink.grant;

import org.jspecify.annotations.NullMarked;
