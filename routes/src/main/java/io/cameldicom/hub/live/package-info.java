/**
 * Routes that change while the hub runs. Camel's own reload strategy stops every route, removes all and only then reads
 * the new files: associations would be cut, and a broken file would leave nothing running. Here a change is tried in a
 * context of its own first; then the old routes of the file go on beside the new ones until what they have begun is done.
 */
package io.cameldicom.hub.live;
