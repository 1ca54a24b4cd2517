/**
 * What becomes of the records when something goes wrong: whole incidents, days of traffic included, in virtual time. The
 * product's real code runs between a simulated queue and the Keap simulator, on simulated threads of which one at a time
 * runs, so that a seed decides everything.
 */
package dev.keapsink.incident;
