import { describe, expect, test } from 'vitest'
import { answered, asked, refusedTo } from './question'

const answer = (query: string, text = '') => ({ query, text })

describe('a question', () => {
  const first = asked<ReturnType<typeof answer>>(undefined, 'q1', 'pasar')

  test('is open until its answer comes', () => {
    expect(first.state).toBe('open')
    expect(answered(first, answer('q1', 'here'))).toEqual({
      query: 'q1',
      about: 'pasar',
      state: 'answered',
      answer: answer('q1', 'here'),
    })
  })

  test('is not answered by the answer to an older one, however late that comes', () => {
    const second = asked(first, 'q2', 'pasar negara')
    expect(answered(second, answer('q1'))).toBe(second)
    const known = answered(second, answer('q2'))
    expect(answered(known, answer('q1'))).toBe(known)
  })

  test('keeps the answer to the one before while it is open', () => {
    expect(asked(answered(first, answer('q1')), 'q2', 'pasar n').answer).toEqual(answer('q1'))
  })

  test('that was refused has no answer, and the refusal of an older one is not its', () => {
    expect(refusedTo(answered(first, answer('q1')), 'q1')).toMatchObject({
      state: 'refused',
      answer: undefined,
    })
    expect(refusedTo(first, 'q0')).toBe(first)
  })

  test('that nobody asked is not answered', () => {
    expect(answered(undefined, answer('q1'))).toBeUndefined()
  })
})
