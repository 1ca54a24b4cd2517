/** HTTP: the ways to Keap's REST API and to its token endpoint. */
@NullMarked
package dev.keapsink.http;

import org.jspecify.annotations.NullMarked;
