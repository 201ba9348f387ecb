/**
 * The durable queue of the hub: {@code to: destination:PACS,TELERAD} puts an object into the queue of each destination
 * and returns when it is safe there; {@code from: destination:PACS} delivers it, again and again until it is taken or
 * given up.
 *
 * <p>An object in a queue is two things with one name: a file below {@code data/queue/<NAME>/}, a hard link where the
 * file system allows it, and a persistent message in the broker's queue {@code dicom.destination.<NAME>}. The file is
 * there before the message is, and goes after the message is gone.
 */
package io.cameldicom.hub.queue;
