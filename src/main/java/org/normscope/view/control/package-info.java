/**
 * Controls, charts and pictures that know no workspace: named, with a key and a tooltip. A newcomer starts at {@code
 * Controls}.
 */
package org.normscope.view.control;
