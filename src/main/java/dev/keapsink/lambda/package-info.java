/** The function's edge: Lambda's event in, Lambda's reply out. No other package names Lambda's types. */
@NullMarked
package dev.keapsink.lambda;

import org.jspecify.annotations.NullMarked;
