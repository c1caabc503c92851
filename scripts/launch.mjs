/**
 * node scripts/launch.mjs <verb> [options]: what every npm verb runs. Plain JavaScript without packages, because it runs
 * before anything is installed and on a Node that cannot read TypeScript. It installs what is missing, then runs
 * scripts/<verb>.ts with the Node that the project carries.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const modules = join(root, 'node_modules')
const lockFile = join(root, 'package-lock.json')
const stampFile = join(modules, '.gongyue-install')

const [verb = '', ...options] = process.argv.slice(2)
const script = join(root, 'scripts', `${verb}.ts`)
if (!/^[a-z-]+$/.test(verb) || !existsSync(script)) fail(`没有这个命令 · There is no scripts/${verb}.ts`)

install()
run()

function install() {
  const stamp = createHash('sha256')
    .update(`${process.platform} ${process.arch}\n`)
    .update(readFileSync(lockFile))
    .digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && nodeToRun() !== undefined) return
  if (!isInstalled() || nodeToRun() === undefined) {
    const why = existsSync(modules) ? '依赖已过期 · packages are out of date' : '首次运行 · first run'
    console.log(`${why}: npm ci …`)
    // Nothing we use needs an install script, and npm 11 would ask about each.
    const flags = ['--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund']
    const { status, error } = spawnSync('npm', ['ci', ...flags, '--loglevel=error'], {
      cwd: root,
      stdio: 'inherit',
      // npm must not run on the Node that it is about to replace.
      env: { ...process.env, PATH: pathWithout(modules) },
      shell: process.platform === 'win32',
    })
    if (status !== 0) {
      fail(
        `安装依赖失败 (${error?.message ?? `npm ci: ${status}`})。请检查网络、npm 镜像设置和磁盘空间，然后重试。\n` +
          'Installing the packages failed; npm says why above. Check the network, the npm registry setting and the disk, then try again.',
      )
    }
    if (!isInstalled() || nodeToRun() === undefined) {
      fail(
        '安装不完整：npm 略过了下载失败的可选依赖。请删除 node_modules 后重试，或安装 Node.js 22.18 以上版本。\n' +
          'The install is incomplete: npm skips optional packages that it cannot download. Delete node_modules and try again, or use Node.js 22.18 or newer.',
      )
    }
  }
  try {
    writeFileSync(stampFile, stamp)
  } catch {
    // A read-only install is as good; the comparison is made again the next time.
  }
}

/** Compares npm's own note of what it installed with the lock file, so that a developer's `npm install` counts too. */
function isInstalled() {
  const noteFile = join(modules, '.package-lock.json')
  if (!existsSync(noteFile)) return false
  const there = JSON.parse(readFileSync(noteFile, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  return Object.entries(wanted).every(([path, { version, optional, devOptional, link }]) => {
    if (!path.startsWith('node_modules/')) return true // our own packages
    const installed = there[path]
    if (installed === undefined) return (optional ?? devOptional) === true // such as another system's binaries
    return link === true || installed.version === version
  })
}

function run() {
  const node = nodeToRun()
  if (node === undefined) {
    fail(
      `Node.js ${process.versions.node} 太旧，且没有随项目安装的 Node 24。请删除 node_modules 后重试，或安装 Node.js 22.18 以上版本。\n` +
        `Node.js ${process.versions.node} is too old and the Node 24 that the project carries is not here. Delete node_modules and try again, or use Node.js 22.18 or newer.`,
    )
  }
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', script, ...options], {
    // The fourth pipe tells the child when we are gone, kill -9 included.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      // Compiled code is kept between runs: it halves what loading the server costs.
      NODE_COMPILE_CACHE: join(modules, '.cache', 'node'),
      ...process.env,
      PATH: `${dirname(node)}${delimiter}${pathWithout(modules)}`,
    },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm runs us by way of a shell, and a shell that is ended does not pass it on; then our parent is another.
  const parent = process.ppid
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM')
  if (process.env.npm_lifecycle_event !== undefined) setInterval(orphaned, 500).unref()
  child.on('error', (error) => fail(`${node}: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/** The carried Node 24, else the running one when it reads TypeScript by itself. */
function nodeToRun() {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  const carried = join(modules, `node-${platform}-${process.arch}`, 'bin', file)
  if (existsSync(carried)) return carried
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18) ? process.execPath : undefined
}

function pathWithout(folder) {
  return (process.env.PATH ?? '')
    .split(delimiter)
    .filter((entry) => !resolve(entry).startsWith(folder))
    .join(delimiter)
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
