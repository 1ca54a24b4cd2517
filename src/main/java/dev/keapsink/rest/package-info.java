/** The transports to Keap's REST API and to its token endpoint, through Quarkus's REST client. */
@NullMarked
package dev.keapsink.rest;

import org.jspecify.annotations.NullMarked;
