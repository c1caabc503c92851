import { createServer, type AddressInfo, type Socket } from 'node:net'

/** What the sink does with a mail: takes it, says no for ever or for now, or hangs up in the middle. */
export type Manner = 'take' | 'refuse' | 'busy' | 'die-at-text' | 'die-after-text'

/** A mail server that keeps what it is given. */
export interface MailSink {
  readonly url: string
  /** What was handed over, headers included, one text for each mail. */
  readonly mails: string[]
  /** How the next mails are met. */
  manner: Manner
  readonly close: () => Promise<void>
}

/** As much of RFC 5321 as a client needs to be content. */
export async function openMailSink(): Promise<MailSink> {
  const mails: string[] = []
  const sockets = new Set<Socket>()
  const sink = { manner: 'take' as Manner }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.setEncoding('utf8')
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    let text: string | null = null
    let rest = ''
    const say = (line: string): void => void socket.write(`${line}\r\n`)
    say('220 sink')
    socket.on('data', (chunk: string) => {
      rest += chunk
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const line = rest.slice(0, end)
        rest = rest.slice(end + 2)
        if (text !== null) {
          if (line !== '.') text += `${line}\n`
          else {
            mails.push(text)
            text = null
            if (sink.manner === 'die-after-text') return void socket.destroy()
            say('250 taken')
          }
          continue
        }
        const verb = line.slice(0, 4).toUpperCase()
        if (verb === 'RCPT' && sink.manner === 'refuse') say('550 no such mailbox')
        else if (verb === 'RCPT' && sink.manner === 'busy') say('451 try later')
        else if (verb === 'DATA') {
          if (sink.manner === 'die-at-text') return void socket.destroy()
          text = ''
          say('354 go on')
        } else if (verb === 'QUIT') {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listens on TCP
  return Object.assign(sink, {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    close: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  })
}
