/** The commands that people run on their own machine; each has a package. Nothing here is deployed. */
@NullMarked
package dev.keapsink.tools;

import org.jspecify.annotations.NullMarked;
