/** The pages of the documentation as a whole: their links, their words, their sums. */
package dev.keapsink.documentation;
