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
    '*-X+[Proxy protocol\: "4", "5" (SOCKS) or "connect"]:proto:(4 4a 5 connect)' \
    '*-x+[Specify proxy address and port]:addr\[\:port\]:_hosts' \
    '*-Z[DCCP mode]' \
    '*-z[Zero-I/O mode \[used for scanning\]]' \
    '*--reuse-addr=-[Set SO_REUSEADDR to this value before bind]::on|off:(on off)' \
    '*--reuse-port=-[Set SO_REUSEPORT to this value before bind]::on|off:(on off)' \
    '*--socket-option=[Set a socket option by the kernel'\''s name; may be repeated]:name\[=value\]:(SO_REUSEADDR SO_REUSEPORT IPV6_V6ONLY IP_FREEBIND IPV6_FREEBIND SO_BROADCAST SO_DEBUG IP_TOS IPV6_TCLASS SO_RCVBUF SO_SNDBUF IP_TTL IPV6_UNICAST_HOPS IP_MINTTL IPV6_MINHOPCOUNT SO_BINDTODEVICE SO_BINDTOIFINDEX SO_MARK SO_PRIORITY SO_DONTROUTE SO_RCVBUFFORCE SO_SNDBUFFORCE SO_BUF_LOCK SO_KEEPALIVE SO_LINGER SO_OOBINLINE SO_RCVLOWAT SO_RCVTIMEO SO_SNDTIMEO SO_MAX_PACING_RATE SO_BUSY_POLL SO_PREFER_BUSY_POLL SO_BUSY_POLL_BUDGET SO_INCOMING_CPU SO_TXREHASH SO_NO_CHECK SO_TIMESTAMP SO_RXQ_OVFL SO_PASSCRED SO_PASSSEC TCP_NODELAY TCP_CORK TCP_QUICKACK TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_USER_TIMEOUT TCP_CONGESTION TCP_MAXSEG TCP_NOTSENT_LOWAT TCP_WINDOW_CLAMP TCP_LINGER2 TCP_THIN_LINEAR_TIMEOUTS TCP_INQ TCP_TX_DELAY TCP_SYNCNT TCP_FASTOPEN_CONNECT TCP_FASTOPEN_NO_COOKIE TCP_FASTOPEN TCP_DEFER_ACCEPT TCP_SAVE_SYN TCP_ULP IP_TRANSPARENT IP_BIND_ADDRESS_NO_PORT IP_LOCAL_PORT_RANGE IP_UNICAST_IF IP_MTU_DISCOVER IP_RECVERR IP_MULTICAST_IF IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_MULTICAST_ALL IP_PKTINFO IP_RECVTTL IP_RECVTOS IP_RECVORIGDSTADDR IP_CHECKSUM IPV6_TRANSPARENT IPV6_UNICAST_IF IPV6_MTU_DISCOVER IPV6_MTU IPV6_DONTFRAG IPV6_RECVERR IPV6_AUTOFLOWLABEL IPV6_FLOWINFO_SEND IPV6_ADDR_PREFERENCES IPV6_MULTICAST_IF IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_MULTICAST_ALL IPV6_RECVPKTINFO IPV6_RECVHOPLIMIT IPV6_RECVTCLASS IPV6_RECVORIGDSTADDR UDP_SEGMENT UDP_GRO UDP_NO_CHECK6_TX UDP_NO_CHECK6_RX)' \
    '*--show-socket-options[Print all options of the socket when it is connected or listening]' \
    '*--parallel=[With -z, connect to at most this many ports at once (256)]:number: ' \
    '*--port-file=[Write the port to this file when the socket is listening]:file:_files' \
    '*--ready-fd=[Write the port to this descriptor when the socket is listening]:fd: ' \
    '*--connect-timeout=[Limit for each attempt to connect\: 250ms, 1.5s, 2m]:time: ' \
    '*--idle-timeout=[Limit for an idle connection]:time: ' \
    '*--total-timeout=[Limit for the whole run]:time: ' \
    '*--accept-timeout=[Limit for each wait for a client or for the first datagram]:time: ' \
    '*--retry=[Repeat failed attempts to connect for this time]:time: ' \
    '*--udp-connect=-[UDP\: connect to the peer (a listener\: the first sender), or receive from all]::first|never:(first never)' \
    '*--datagram-size=[UDP\: send at most this many bytes of stdin in one datagram (16384)]:n: ' \
    '*--from[UDP\: write the sender'\''s address to stdout before each datagram]' \
    '*--interface=[UDP\: join the multicast group, or send to it, on this interface]:name: ' \
    '*--multicast-source=[With -lu, receive only what this address sends to the group]:address: ' \
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
    '*--max-conns=[With -k, serve at most this many clients at a time]:n: ' \
    '*--forward=[Forward each client to a target, over a connection of its own]:target: ' \
    '*--forward-tls[Use TLS to the target of --forward; its certificate is verified]' \
    '*--broker[With -lk, send what each client sends to all others]' \
    '*--chat[The same in lines, each with the number of its client]' \
    '*--queue=[Bytes that may wait for one client (1M)]:size: ' \
    '*--slow=[What is done with a client whose queue is full]:drop|wait|close:(drop wait close)' \
    '*--grace=[After SIGTERM, let connections end by themselves for this time]:time: ' \
    '*--workers=[With -lk, serve clients in so many threads, each with a listening socket]:n|auto:(n auto)' \
    '*--allow=[Serve only these addresses, networks (address/bits) and names]:list: ' \
    '*--deny=[Refuse these peers, even if they are allowed]:list: ' \
    '*--allow-file=[Like --allow, with the list in a file; SIGHUP reads it again]:file:_files' \
    '*--deny-file=[Like --deny, with the list in a file; SIGHUP reads it again]:file:_files' \
    '*--proxy-auth-file=[Read user\:password for the proxy from the first line]:file|fd\:N:_files' \
    '*--happy-eyeballs[Try the addresses of the host side by side; the first to connect wins]' \
    '*--dual[Listen for IPv4 and IPv6, or on all addresses of a name]' \
    '*--mptcp[Use multipath TCP; falls back to TCP if the peer has no other]' \
    '*--vsock[Connect virtual machines and their host; the host is a CID, host, local or any]' \
    '*--tls-secret=[Both ends have this secret, and no certificates; new prints one]:file|fd\:N|new:_files' \
    '*--tls-ca=[Trust the authorities in this PEM file, not those of the system]:file|fd\:N:_files' \
    '*--tls-name=[Name of the server\: sent to it, and required in its certificate]:name: ' \
    '*--tls-pin=[Accept this certificate alone\: sha256\:HEX or sha256-spki\:BASE64]:pin: ' \
    '*--tls-insecure[Accept any certificate]' \
    '*--tls-cert=[Own certificate, with the chain to its authority, in PEM]:file|fd\:N:_files' \
    '*--tls-key=[Key of the own certificate, if it is not in the same file]:file|fd\:N:_files' \
    '*--tls-client-ca=[Listener\: require a certificate of these authorities from clients]:file|fd\:N:_files' \
    '*--tls-start=[Client\: begin in plain text, and start TLS as this protocol does]:smtp|imap|pop3|ftp|ldap|postgres|xmpp:(smtp imap pop3 ftp ldap postgres xmpp)' \
    '*--tls-alpn=[Protocols for ALPN, separated by commas, the preferred one first]:list: ' \
    '*--tls-min=[Lowest version of TLS (1.2)]:1.2|1.3:(1.2 1.3)' \
    '*--tls-max=[Highest version of TLS (1.3)]:1.2|1.3:(1.2 1.3)' \
    '*--tls-ciphers=[Cipher suites by OpenSSL'\''s names, separated by colons]:list: ' \
    '*--tls[Protect the connection with TLS; the server'\''s certificate is verified]' \
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
