package dev.walwatch.alert;

import java.util.Optional;

/**
 * One judgement's step of a subject.
 *
 * @param before the state before it
 * @param found what was found
 * @param after the state after it, if nobody is told
 * @param news what there is to be told; empty when there is nothing
 * @param waiting whether it is bad, and only waits to be confirmed before it is told
 */
public record Step(
    AlertState before, Observation found, AlertState after, Optional<News> news, boolean waiting) {}
