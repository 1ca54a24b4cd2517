/** OAuth2 with one writer: it renews the access token, and keeps the only refresh token that is valid at a time. */
@NullMarked
package dev.keapsink.grant;

import org.jspecify.annotations.NullMarked;
