/** Query and retrieve without the network (PS3.4 C.2 and K.2): information models, identifiers, attribute matching. */
package io.cameldicom.dicom.query;
