const shapes = {
  bell: 'M12 2a6 6 0 0 0-6 6c0 6-3 8-3 8h18s-3-2-3-8a6 6 0 0 0-6-6zm-2 16a2 2 0 0 0 4 0z',
  sound: 'M3 9v6h4l5 5V4L7 9zm12-1v8c2-1 3-2.500 3-4s-1-3-3-4z',
  silent:
    'M3 9v6h4l5 5V4L7 9zm11 0 1.500-1.500L18 10l2.500-2.500L22 9l-2.500 2.500L22 14l-1.500 1.500L18 13l-2.500 2.500L14 14l2.500-2.500z',
  wait: 'M5 2h14v3l-5 7 5 7v3H5v-3l5-7-5-7z',
  phone: 'M6 2 3 5c0 9 7 16 16 16l3-3-5-4-3 2c-2-1-4-3-5-5l2-3z',
  place:
    'M12 2a7 7 0 0 0-7 7c0 5 7 13 7 13s7-8 7-13a7 7 0 0 0-7-7zm0 4.500a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5z',
  way: 'M12 2 22 12 12 22 2 12zm-3 13h2v-3h3v3l4-4-4-4v3H9z',
  closed: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zM5 10h14v4H5z',
} as const

// Drawn here, because not every device has a font with pictures.
export function Icon({ name }: { name: keyof typeof shapes }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={shapes[name]} fill="currentColor" fillRule="evenodd" />
    </svg>
  )
}
