/**
 * Texts that must not be seen, and requests to web addresses that are such texts: nothing of them
 * is in a message, a log or an exception.
 */
@NullMarked
package dev.walwatch.secret;

import org.jspecify.annotations.NullMarked;
