/** The shapes of all icons (i-…) and statuses (s-…), on a field of 24 by 24. */
export const shapes = {
  "i-calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
  "i-form": '<path d="M6 3h9l4 4v14H6zM14 3v5h5M9 13h7M9 17h5"/>',
  "i-voice": '<path d="M4 5h16v11H11l-5 4v-4H4z"/>',
  "i-event": '<path d="M6 21V3M6 4h12l-3 4 3 4H6"/>',
  "i-plan": '<path d="M4 20h16M5 16l5-5 4 3 6-8"/>',
  "i-news": '<path d="M4 5h16v14H4zM8 9h8M8 12h8M8 15h5"/>',
  "i-data": '<path d="M4 5h16v14H4zM4 10h16M4 15h16M10 5v14"/>',
  "i-search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5 21 21"/>',
  "i-next": '<path d="m9 5 7 7-7 7"/>',
  "i-prev": '<path d="m15 5-7 7 7 7"/>',
  "i-alert": '<path d="M12 3 2.5 20h19zM12 10v4.5M12 17.3v.2"/>',
  "i-info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7.3v.2"/>',
  "i-clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>',
  "i-lock": '<path d="M5 11h14v10H5zM8 11V8a4 4 0 0 1 8 0v3"/>',
  "i-door": '<path d="M6 21V4l9-1.5v19L6 21zM15 4h4v17h-4M11.5 12v.5"/>',
  "i-battery": '<path d="M3 8h15v8H3zM21 11v2M6 11v2"/>',
  "i-offline": '<path d="M3 9a13 13 0 0 1 18 0M6.5 13a8 8 0 0 1 11 0M12 18v.2M4 4l16 16"/>',
  "i-people":
    '<circle cx="9" cy="8" r="3.5"/><path d="M3 20c0-4 2.5-6 6-6s6 2 6 6M16 5.2a3.5 3.5 0 0 1 0 6M17.5 14.5c2.3.8 3.5 2.7 3.5 5.5"/>',
  "i-x": '<path d="m6 6 12 12M18 6 6 18"/>',
  "i-down": '<path d="M12 4v11M7 11l5 5 5-5M5 20h14"/>',
  "i-user": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-5 3-7 8-7s8 2 8 7"/>',
  "s-free": '<circle cx="12" cy="12" r="8.5"/>',
  "s-taken": '<path d="m5 5 14 14M19 5 5 19"/>',
  "s-closed": '<path d="M3 12h18"/>',
  "s-draw": '<path d="M12 2.5 21.5 12 12 21.5 2.5 12z"/>',
  "s-held": '<circle cx="12" cy="12" r="8.5"/><path d="M12 3.5a8.5 8.5 0 0 0 0 17z" fill="currentColor"/>',
  "s-part": '<path d="M12 4 21 20H3z"/>',
  // In a filled bead the tick takes the colour of what stands on the accent.
  "s-good":
    '<circle cx="12" cy="12" r="9.5"/><path fill="none" stroke="var(--tick,currentColor)" d="m7.5 12.5 3 3 6-7"/>',
  "s-late": '<path d="M2.5 4.5h19L12 21z"/>',
  "s-unknown": '<path d="M4 4h16v16H4z"/>',
} as const;

export type IconName = keyof typeof shapes;
