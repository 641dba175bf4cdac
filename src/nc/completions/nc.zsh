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
    '*--reuse-addr=-[Set SO_REUSEADDR before bind, to exactly this]::on|off:(on off)' \
    '*--reuse-port=-[Set SO_REUSEPORT before bind, to exactly this]::on|off:(on off)' \
    '*--parallel=[Ports that -z asks at once, 256 unless told]:number: ' \
    '*--port-file=[Write the port to this file once the listener stands]:file:_files' \
    '*--ready-fd=[Write the port to this descriptor once the listener stands]:fd: ' \
    '*--connect-timeout=[Limit of each attempt to connect, as 250ms, 1.5s, 2m]:time: ' \
    '*--idle-timeout=[Limit of a time in which nothing moves]:time: ' \
    '*--total-timeout=[Limit of everything together]:time: ' \
    '*--retry=[Try to connect again, for so long]:time: ' \
    '*--udp-connect=-[Of a UDP listener\: one peer, or everybody and the latest is answered]::first|never:(first never)' \
    '*--replies=[Leave once so many datagrams have come back]:n: ' \
    '*--linger=[Leave when stdin has ended and nothing came for so long]:time: ' \
    '*--udp-verdict[With -zu, say whether each port is open, closed or silent]' \
    '*--drain[Send all of stdin although the peer has finished]' \
    '*--strict[Fail where a transfer was cut short, and say so]' \
    '*--progress[Show bytes, rate and time on stderr, if that is a terminal]' \
    '*--hex-dump=[Write the bytes of both directions down, - is stderr]:file:_files' \
    '*--hash=[Say a sum of what went each way at the end]:sha256|sha384|sha512:(sha256 sha384 sha512)' \
    '*--events=[Write a JSON object a line about what happens]:file|fd\:N:_files' \
    '*--exit-codes[Exit statuses from 2 on say what went wrong]' \
    '*--exec[Run this with the connection as stdin and stdout; last of all options]' \
    '*--sh-exec=[The same by /bin/sh -c]:command: ' \
    '*--max-conns=[With -k, run at most so many programs at a time (100)]:n: ' \
    '*--allow=[Serve these addresses, names and address/bits alone]:list: ' \
    '*--deny=[Do not serve these, allowed or not]:list: ' \
    '*--allow-file=[As --allow, from a file; SIGHUP has it read again]:file:_files' \
    '*--deny-file=[As --deny, from a file; SIGHUP has it read again]:file:_files' \
    '*--help[This help text, on stdout]' \
    '*--version[Version and dialect, on stdout]' \
    '*:operand:->operand' && return

if (( ${+opt_args[-U]} )); then
    _files
elif (( CURRENT == 2 || ${#line} <= 1 )); then
    _hosts
else
    _ports
fi
