/** What the commands of this machine need of a real account: its credential, kept alive, and the way to it. */
package dev.keapsink.account;
