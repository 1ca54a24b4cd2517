/** The function's edge: Lambda's event in, Lambda's reply out. The only package that names Lambda's types. */
@NullMarked
package dev.keapsink.lambda;

import org.jspecify.annotations.NullMarked;
