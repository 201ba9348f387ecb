package io.cameldicom.hub.queue;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hours a destination may be sent to, such as {@code Mon-Fri 19:00-07:00, Sat-Sun}: days or ranges of days, then
 * from when to when, all day without. A window that ends before it begins goes on into the next day. Immutable.
 */
final class DeliveryHours {

    /** At any time. */
    static final DeliveryHours ALWAYS = new DeliveryHours(List.of());

    private static final Pattern WINDOW =
            Pattern.compile("(?:([A-Za-z]{3})(?:-([A-Za-z]{3}))?)?\\s*(?:(\\d{1,2}):(\\d{2})-(\\d{1,2}):(\\d{2}))?");

    private static final List<String> DAYS = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    private static final int DAY = 24 * 60;

    /** Minutes of the day; an end at or before the start is on the next day. */
    private record Window(Set<DayOfWeek> days, int start, int end) {

        boolean contains(ZonedDateTime time) {
            int minute = time.getHour() * 60 + time.getMinute();
            boolean overnight = end <= start;
            if (days.contains(time.getDayOfWeek()) && minute >= start && (overnight || minute < end)) {
                return true;
            }
            return overnight && days.contains(time.getDayOfWeek().minus(1)) && minute < end;
        }
    }

    private final List<Window> windows;

    private DeliveryHours(List<Window> windows) {
        this.windows = windows;
    }

    /**
     * Parses a list of windows.
     *
     * @param text null or empty for always
     * @throws IllegalArgumentException if it is none
     */
    static DeliveryHours parse(String text) {
        if (text == null || text.isBlank()) {
            return ALWAYS;
        }
        List<Window> windows = new ArrayList<>();
        for (String part : text.split(",")) {
            windows.add(window(part.trim()));
        }
        return new DeliveryHours(List.copyOf(windows));
    }

    private static Window window(String text) {
        Matcher matcher = WINDOW.matcher(text);
        if (text.isEmpty() || !matcher.matches()) {
            throw unusable(text);
        }
        int start = matcher.group(3) == null ? 0 : minute(text, matcher.group(3), matcher.group(4));
        int end = matcher.group(3) == null ? DAY : minute(text, matcher.group(5), matcher.group(6));
        return new Window(days(text, matcher.group(1), matcher.group(2)), start, end);
    }

    private static Set<DayOfWeek> days(String text, String first, String last) {
        if (first == null) {
            return EnumSet.allOf(DayOfWeek.class);
        }
        int from = day(text, first);
        int to = last == null ? from : day(text, last);
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (int day = from; ; day = (day + 1) % DAYS.size()) {
            days.add(DayOfWeek.of(day + 1));
            if (day == to) {
                return days;
            }
        }
    }

    private static int day(String text, String name) {
        int day = DAYS.indexOf(name.toLowerCase(Locale.ROOT));
        if (day < 0) {
            throw unusable(text);
        }
        return day;
    }

    private static int minute(String text, String hour, String minute) {
        int minutes = Integer.parseInt(hour) * 60 + Integer.parseInt(minute);
        if (minutes > DAY || Integer.parseInt(minute) > 59) {
            throw unusable(text);
        }
        return minutes;
    }

    private static IllegalArgumentException unusable(String text) {
        return new IllegalArgumentException(
                "'" + text + "' says no hours: expected such as Mon-Fri 19:00-07:00, Sat-Sun, or 22:00-05:00");
    }

    boolean isOpen(ZonedDateTime time) {
        return windows.isEmpty() || windows.stream().anyMatch(window -> window.contains(time));
    }

    /** Whether it is open now, where this hub is ({@link LocalTime} of the JVM's zone). */
    boolean isOpenNow() {
        return windows.isEmpty() || isOpen(ZonedDateTime.now());
    }
}
