// Starts dynalite on the loopback, says its port in one line, and ends as soon as the process that
// started it is gone: its end of our standard input closes even when that process was killed.
const dynalite = require('dynalite')

const server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 })

server.on('error', (error) => {
  console.error(error.message)
  process.exit(1)
})

server.listen(Number(process.argv[2]), '127.0.0.1', () => {
  console.log(`listening on ${server.address().port}`)
})

// dynalite 4.0.0 throws when a client goes away in the middle of a request, and a function that is
// killed does just that: DynamoDB would not even notice
process.on('uncaughtException', (error) => {
  if (error.code !== 'ECONNRESET') {
    console.error(error)
    process.exit(1)
  }
})

process.stdin.on('error', () => process.exit(0))
process.stdin.on('close', () => process.exit(0))
process.stdin.resume()
