/**
 * The audit trail (DICOM PS3.15 A.5): who sent which study of which patient to whom, sent to an audit repository as syslog
 * (RFC 5424) over UDP (RFC 5426) or TLS (RFC 5425). Its messages name patients, as the standard has it; logs do not.
 */
package io.cameldicom.hub.audit;
