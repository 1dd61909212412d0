// The npm package ws as its README says: tells everybody a text of so many bytes, as often as the control
// connection says. Prints its two ports.   node ws.mjs BYTES
import { createServer } from 'node:http'
import net from 'node:net'
import { WebSocket, WebSocketServer } from 'ws'

const text = 'x'.repeat(Number(process.argv[2]))
const http = createServer()
const watchers = new WebSocketServer({ server: http, handleProtocols: (offered) => [...offered][0] })
watchers.on('connection', (socket) => socket.on('message', () => {}))

const tellAll = () => {
  for (const socket of watchers.clients) if (socket.readyState === WebSocket.OPEN) socket.send(text)
}
const control = net.createServer((connection) => {
  let rest = ''
  connection.setNoDelay(true)
  connection.on('data', (data) => {
    const lines = (rest + data).split('\n')
    rest = lines.pop()
    for (const line of lines) for (let i = 0; i < Number(line); ++i) tellAll()
  })
})
http.listen(0, '127.0.0.1', () =>
  control.listen(0, '127.0.0.1', () => console.log(http.address().port, control.address().port)),
)
