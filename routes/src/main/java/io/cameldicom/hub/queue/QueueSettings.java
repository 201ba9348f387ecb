package io.cameldicom.hub.queue;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How this hub queues.
 *
 * @param folder of the files; each destination has its own below it
 * @param shared whether other hubs on the same broker have the same folder
 * @param inline whether objects are in their messages, not in files
 * @param sync whether an object is on disk before it counts as queued
 * @param retryDelay before the second try, doubled for each one after it
 * @param retryDelayMax between two tries
 * @param maxAge of an object that still fails; then it is given up
 */
public record QueueSettings(
        Path folder,
        boolean shared,
        boolean inline,
        boolean sync,
        Duration retryDelay,
        Duration retryDelayMax,
        Duration maxAge) {}
