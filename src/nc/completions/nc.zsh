#compdef nc
# Completion of nc for zsh. A test writes this from the table of options, and compares the two.

local context state state_descr line
typeset -A opt_args

_arguments -s -S : \
    '*-4[Use IPv4]' \
    '*-6[Use IPv6]' \
    '*-b[Allow broadcast]' \
    '*-C[Send CRLF as line-ending]' \
    '*-D[Enable the debug socket option]' \
    '*-d[Detach from stdin]' \
    '*-F[Pass socket fd]' \
    '*-h[This help text]' \
    '*-I+[TCP receive buffer length]:length: ' \
    '*-i+[Delay interval for lines sent, ports scanned]:interval: ' \
    '*-k[Keep inbound sockets open for multiple connects]' \
    '*-l[Listen mode, for inbound connects]' \
    '*-M+[Outgoing TTL / Hop Limit]:ttl: ' \
    '*-m+[Minimum incoming TTL / Hop Limit]:minttl: ' \
    '*-N[Shutdown the network socket after EOF on stdin]' \
    '*-n[Suppress name/port resolutions]' \
    '*-O+[TCP send buffer length]:length: ' \
    '*-P+[Username for proxy authentication]:proxyuser: ' \
    '*-p+[Specify local port for remote connects]:port: ' \
    '*-q+[quit after EOF on stdin and delay of secs]:secs: ' \
    '*-r[Randomize remote ports]' \
    '*-S[Enable the TCP MD5 signature option]' \
    '*-s+[Local source address]:sourceaddr:_hosts' \
    '*-T+[TOS value]:keyword:(af11 af12 af13 af21 af22 af23 af31 af32 af33 af41 af42 af43 critical cs0 cs1 cs2 cs3 cs4 cs5 cs6 cs7 ef inetcontrol lowcost lowdelay netcontrol reliability throughput)' \
    '*-t[Answer TELNET negotiation]' \
    '*-U[Use UNIX domain socket]' \
    '*-u[UDP mode]' \
    '*-V+[Specify alternate routing table]:rtable: ' \
    '*-v[Verbose]' \
    '*-W+[Terminate after receiving a number of packets]:recvlimit: ' \
    '*-w+[Timeout for connects and final net reads]:timeout: ' \
    '*-X+[Proxy protocol\: "4", "5" (SOCKS) or "connect"]:proto:(4 5 connect)' \
    '*-x+[Specify proxy address and port]:addr\[\:port\]:_hosts' \
    '*-Z[DCCP mode]' \
    '*-z[Zero-I/O mode \[used for scanning\]]' \
    '*--reuse-addr=-[Set SO_REUSEADDR to this value before bind]::on|off:(on off)' \
    '*--reuse-port=-[Set SO_REUSEPORT to this value before bind]::on|off:(on off)' \
    '*--parallel=[With -z, connect to at most this many ports at once (256)]:number: ' \
    '*--port-file=[Write the port to this file when the socket is listening]:file:_files' \
    '*--ready-fd=[Write the port to this descriptor when the socket is listening]:fd: ' \
    '*--connect-timeout=[Limit for each attempt to connect\: 250ms, 1.5s, 2m]:time: ' \
    '*--idle-timeout=[Limit for an idle connection]:time: ' \
    '*--total-timeout=[Limit for the whole run]:time: ' \
    '*--retry=[Repeat failed attempts to connect for this time]:time: ' \
    '*--udp-connect=-[UDP listener\: connect to the first sender, or receive from all senders]::first|never:(first never)' \
    '*--replies=[UDP client\: exit after this number of datagrams has arrived]:n: ' \
    '*--linger=[UDP client\: exit when stdin has ended and no datagram arrived for this time]:time: ' \
    '*--udp-verdict[With -zu, print whether each port is open, closed or gives no answer]' \
    '*--drain[Send all of stdin, even if the peer has finished sending]' \
    '*--strict[Fail, and print the reason, if a transfer is cut short]' \
    '*--progress[Show bytes, rate and time on stderr, if it is a terminal]' \
    '*--hex-dump=[Write a hex dump of both directions to this file; - is stderr]:file:_files' \
    '*--hash=[Print checksums of the data sent and received]:sha256|sha384|sha512:(sha256 sha384 sha512)' \
    '*--events=[Write one JSON object for each event]:file|fd\:N:_files' \
    '*--exit-codes[Use a different exit status for each kind of failure]' \
    '*--exec[Run a program with the connection as stdin and stdout; must be last]' \
    '*--sh-exec=[Run a command with /bin/sh -c in the same way]:command: ' \
    '*--max-conns=[With -k, run at most this many programs at a time (100)]:n: ' \
    '*--allow=[Serve only these addresses, networks (address/bits) and names]:list: ' \
    '*--deny=[Refuse these peers, even if they are allowed]:list: ' \
    '*--allow-file=[Like --allow, with the list in a file; SIGHUP reads it again]:file:_files' \
    '*--deny-file=[Like --deny, with the list in a file; SIGHUP reads it again]:file:_files' \
    '*--help[Print this help to stdout]' \
    '*--version[Print the version and dialect to stdout]' \
    '*:operand:->operand' && return

if (( ${+opt_args[-U]} )); then
    _files
elif (( CURRENT == 2 || ${#line} <= 1 )); then
    _hosts
else
    _ports
fi
