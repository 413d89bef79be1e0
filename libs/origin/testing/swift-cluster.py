"""swift-cluster.py FOLDER PORTS: makes the rings, forks every server of FOLDER/etc from one preloaded interpreter and says "ok".

Then it takes orders from its input, one a line, each answered by "ok" or a complaint: kill NAME, start NAME, heal.
When its input ends it kills its servers, by their process ids, and ends.
"""
import ctypes, gc, getpass, json, os, signal, sys, time, traceback, urllib.request
import swift.common.utils as utils

FOLDER, PORTS = sys.argv[1], json.loads(sys.argv[2])
utils.SWIFT_CONF_FILE = FOLDER + '/etc/swift.conf'
utils.HASH_PATH_PREFIX = utils.HASH_PATH_SUFFIX = b''
utils.validate_hash_conf()

from swift.account.replicator import AccountReplicator
from swift.common.daemon import run_daemon
from swift.common.ring import RingBuilder
from swift.common.wsgi import run_wsgi
from swift.container.replicator import ContainerReplicator
from swift.obj import server as object_server
from swift.obj.replicator import ObjectReplicator
from swift.obj.updater import ObjectUpdater
import swift.account.server, swift.container.server, swift.proxy.server
import swift.common.middleware.s3api.s3api, swift.common.middleware.slo, swift.common.middleware.tempauth
import pkg_resources

HEALERS = [('container', ContainerReplicator, 'container-replicator'), ('account', AccountReplicator, 'account-replicator'),
           ('object', ObjectUpdater, 'object-updater'), ('object', ObjectReplicator, 'object-replicator')]
pids = {}


def make_rings():
    for kind in ('account', 'container', 'object'):
        ring = RingBuilder(4, 3, 0)  # 16 partitions, 3 replicas, no waiting between changes
        for node in (1, 2, 3):
            os.makedirs('%s/n%d/d1' % (FOLDER, node), exist_ok=True)
            port = PORTS['%s-%d' % (kind, node)]
            ring.add_dev(dict(region=1, zone=node, ip='127.0.0.1', port=port, replication_ip='127.0.0.1', replication_port=port,
                              device='d1', weight=1.0, meta=''))
        ring.rebalance()
        ring.get_ring().save('%s/etc/%s.ring.gz' % (FOLDER, kind))


def fork(name, act):
    pid = os.fork()
    if pid == 0:
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG: not to outlive this interpreter, however it ends
        log = os.open('%s/%s.log' % (FOLDER, name), os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        os.dup2(os.open('/dev/null', os.O_RDONLY), 0)
        os.dup2(log, 1)
        os.dup2(log, 2)
        try:
            code = act()
        except BaseException:
            traceback.print_exc()
            code = 1
        os._exit(code or 0)
    return pid


def start(name):
    kind = name.split('-')[0]
    extra = dict(global_conf_callback=object_server.global_conf_callback) if kind == 'object' else {}
    pids[name] = fork(name, lambda: run_wsgi('%s/etc/%s.conf' % (FOLDER, name), kind + '-server', **extra))


def await_health(name):
    end = time.time() + 60
    while True:
        try:
            if urllib.request.urlopen('http://127.0.0.1:%d/healthcheck' % PORTS[name], timeout=2).read() == b'OK':
                return
        except Exception:
            if time.time() > end or os.waitpid(pids[name], os.WNOHANG)[0]:
                raise Exception('not up: ' + name + '\n' + open('%s/%s.log' % (FOLDER, name)).read())
            time.sleep(0.02)


def kill(name):
    pid = pids.pop(name)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def heal():
    for kind, daemon, section in HEALERS:
        for pid in [fork('heal', lambda node=node: run_daemon(daemon, '%s/etc/%s-%d.conf' % (FOLDER, kind, node), section=section, once=True)) for node in (1, 2, 3)]:
            os.waitpid(pid, 0)


def obey(order):
    verb, *names = order.split()
    if verb == 'start':
        start(names[0])
        await_health(names[0])
    elif verb == 'kill':
        kill(names[0])
    elif verb == 'heal':
        heal()
    else:
        raise Exception('no such order: ' + order)


def answer(act):
    try:
        act()
        print('ok', flush=True)
    except Exception as error:
        print(' '.join(str(error).split()), flush=True)


def start_all():
    os.makedirs(FOLDER + '/cache', exist_ok=True)
    make_rings()
    utils.eventlet_monkey_patch()  # once, before the forks: it costs a second
    gc.collect()
    gc.freeze()
    memcached = ['memcached', '-u', getpass.getuser(), '-l', '127.0.0.1', '-p', str(PORTS['memcached']), '-U', '0', '-m', '16']
    pids['memcached'] = fork('memcached', lambda: os.execvp('memcached', memcached))
    servers = [name for name in PORTS if name != 'memcached']
    for name in servers:
        start(name)
    for name in servers:
        await_health(name)


try:
    answer(start_all)
    for line in sys.stdin:
        answer(lambda: obey(line))
finally:
    for name in list(pids):
        kill(name)
