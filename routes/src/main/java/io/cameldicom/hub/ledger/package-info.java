/**
 * The delivery ledger: what happened to each instance on its way through the hub, per destination, in a database that can
 * be searched. It tells, it does not decide: delivery is the durable queue's affair. Only storage commitment is answered
 * from it, together with the store.
 */
package io.cameldicom.hub.ledger;
