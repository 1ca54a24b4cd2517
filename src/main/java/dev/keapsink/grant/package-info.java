/**
 * OAuth2 with one writer: renews the access token, and keeps the single refresh token that is alive at any time.
 */
@NullMarked
package dev.keapsink.grant;

import org.jspecify.annotations.NullMarked;
