/** What texts are made of, whoever wrote them: the one notion of white space that all of the product has. */
@NullMarked
package dev.keapsink.text;

import org.jspecify.annotations.NullMarked;
