# shellcheck shell=bash
# Completion of nc for bash. A test writes this from the table of options, and compares the two.

# What the value $2 of the option $1 may become.
_netcat_sharp_value() {
    case $1 in
        -s) compgen -A hostname -- "$2" ;;
        -T) compgen -W 'af11 af12 af13 af21 af22 af23 af31 af32 af33 af41 af42 af43 critical cs0 cs1 cs2 cs3 cs4 cs5 cs6 cs7 ef inetcontrol lowcost lowdelay netcontrol reliability throughput' -- "$2" ;;
        -X) compgen -W '4 4a 5 connect' -- "$2" ;;
        -x) compgen -A hostname -- "$2" ;;
        --reuse-addr) compgen -W 'on off' -- "$2" ;;
        --reuse-port) compgen -W 'on off' -- "$2" ;;
        --socket-option) compgen -W 'SO_REUSEADDR SO_REUSEPORT IPV6_V6ONLY IP_FREEBIND IPV6_FREEBIND SO_BROADCAST SO_DEBUG IP_TOS IPV6_TCLASS SO_RCVBUF SO_SNDBUF IP_TTL IPV6_UNICAST_HOPS IP_MINTTL IPV6_MINHOPCOUNT SO_BINDTODEVICE SO_BINDTOIFINDEX SO_MARK SO_PRIORITY SO_DONTROUTE SO_RCVBUFFORCE SO_SNDBUFFORCE SO_BUF_LOCK SO_KEEPALIVE SO_LINGER SO_OOBINLINE SO_RCVLOWAT SO_RCVTIMEO SO_SNDTIMEO SO_MAX_PACING_RATE SO_BUSY_POLL SO_PREFER_BUSY_POLL SO_BUSY_POLL_BUDGET SO_INCOMING_CPU SO_TXREHASH SO_NO_CHECK SO_TIMESTAMP SO_RXQ_OVFL SO_PASSCRED SO_PASSSEC TCP_NODELAY TCP_CORK TCP_QUICKACK TCP_KEEPIDLE TCP_KEEPINTVL TCP_KEEPCNT TCP_USER_TIMEOUT TCP_CONGESTION TCP_MAXSEG TCP_NOTSENT_LOWAT TCP_WINDOW_CLAMP TCP_LINGER2 TCP_THIN_LINEAR_TIMEOUTS TCP_INQ TCP_TX_DELAY TCP_SYNCNT TCP_FASTOPEN_CONNECT TCP_FASTOPEN_NO_COOKIE TCP_FASTOPEN TCP_DEFER_ACCEPT TCP_SAVE_SYN TCP_ULP IP_TRANSPARENT IP_BIND_ADDRESS_NO_PORT IP_LOCAL_PORT_RANGE IP_UNICAST_IF IP_MTU_DISCOVER IP_RECVERR IP_MULTICAST_IF IP_MULTICAST_TTL IP_MULTICAST_LOOP IP_MULTICAST_ALL IP_PKTINFO IP_RECVTTL IP_RECVTOS IP_RECVORIGDSTADDR IP_CHECKSUM IPV6_TRANSPARENT IPV6_UNICAST_IF IPV6_MTU_DISCOVER IPV6_MTU IPV6_DONTFRAG IPV6_RECVERR IPV6_AUTOFLOWLABEL IPV6_FLOWINFO_SEND IPV6_ADDR_PREFERENCES IPV6_MULTICAST_IF IPV6_MULTICAST_HOPS IPV6_MULTICAST_LOOP IPV6_MULTICAST_ALL IPV6_RECVPKTINFO IPV6_RECVHOPLIMIT IPV6_RECVTCLASS IPV6_RECVORIGDSTADDR UDP_SEGMENT UDP_GRO UDP_NO_CHECK6_TX UDP_NO_CHECK6_RX' -- "$2" ;;
        --port-file) compgen -f -- "$2" ;;
        --udp-connect) compgen -W 'first never' -- "$2" ;;
        --hex-dump) compgen -f -- "$2" ;;
        --hash) compgen -W 'sha256 sha384 sha512' -- "$2" ;;
        --events) compgen -f -- "$2" ;;
        --slow) compgen -W 'drop wait close' -- "$2" ;;
        --workers) compgen -W 'n auto' -- "$2" ;;
        --allow-file) compgen -f -- "$2" ;;
        --deny-file) compgen -f -- "$2" ;;
        --proxy-auth-file) compgen -f -- "$2" ;;
        --tls-secret) compgen -f -- "$2" ;;
        --tls-ca) compgen -f -- "$2" ;;
        --tls-cert) compgen -f -- "$2" ;;
        --tls-key) compgen -f -- "$2" ;;
        --tls-client-ca) compgen -f -- "$2" ;;
        --tls-start) compgen -W 'smtp imap pop3 ftp ldap postgres xmpp' -- "$2" ;;
        --tls-min) compgen -W '1.2 1.3' -- "$2" ;;
        --tls-max) compgen -W '1.2 1.3' -- "$2" ;;
    esac
}

# What a word $1 that is no option and no value may become; $2 such words stand before it.
_netcat_sharp_operand() {
    case $2 in
        unix) compgen -f -- "$1" ;;
        0) compgen -A hostname -- "$1" ;;
        1) compgen -A service -- "$1" ;;
    esac
}

# Sets option to the one that a cluster of letters ends in or that awaits a value, rest to what of its value stands there already.
_netcat_sharp_read() {
    option='' rest=''
    local letters=${1#-}
    case $1 in
        --*) [[ ' --socket-option --parallel --port-file --ready-fd --connect-timeout --idle-timeout --total-timeout --accept-timeout --retry --datagram-size --interface --multicast-source --replies --linger --hex-dump --hash --events --sh-exec --max-conns --forward --queue --slow --grace --workers --allow --deny --allow-file --deny-file --proxy-auth-file --tls-secret --tls-ca --tls-name --tls-pin --tls-cert --tls-key --tls-client-ca --tls-start --tls-alpn --tls-min --tls-max --tls-ciphers ' != *" $1 "* ]] || option=$1 ;;
        *)
            while [[ -n $letters && 'IiMmOPpqsTVWwXx' != *"${letters:0:1}"* ]]; do letters=${letters:1}; done
            option=${letters:+-${letters:0:1}} rest=${letters:1}
            ;;
    esac
}

_netcat_sharp() {
    local current=${COMP_WORDS[COMP_CWORD]} word option rest awaited='' operands=0
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        if [[ $word == '=' ]]; then
            # Readline takes the equals sign for a word of its own.
            awaited=${COMP_WORDS[COMP_CWORD - 2]}
        elif [[ -n $awaited ]]; then
            awaited=''
        elif [[ $word == -?* ]]; then
            _netcat_sharp_read "$word"
            [[ -n $rest ]] || awaited=$option
            [[ $word == --* || ${word%%"$rest"} != *U* ]] || operands=unix
        elif [[ $operands != unix ]]; then
            operands=$((operands + 1))
        fi
    done
    if [[ $current == '=' ]]; then
        mapfile -t COMPREPLY < <(_netcat_sharp_value "${COMP_WORDS[COMP_CWORD - 1]}" '')
    elif [[ -n $awaited ]]; then
        mapfile -t COMPREPLY < <(_netcat_sharp_value "$awaited" "$current")
    elif [[ $current == -* ]]; then
        _netcat_sharp_read "$current"
        if [[ $current == --* || -z $option ]]; then
            mapfile -t COMPREPLY < <(compgen -W '-4 -6 -b -C -D -d -F -h -I -i -k -l -M -m -N -n -O -P -p -q -r -S -s -T -t -U -u -V -v -W -w -X -x -Z -z --reuse-addr --reuse-port --socket-option --show-socket-options --parallel --port-file --ready-fd --connect-timeout --idle-timeout --total-timeout --accept-timeout --retry --udp-connect --datagram-size --from --interface --multicast-source --replies --linger --udp-verdict --drain --strict --progress --hex-dump --hash --events --exit-codes --exec --sh-exec --max-conns --forward --forward-tls --broker --chat --queue --slow --grace --workers --allow --deny --allow-file --deny-file --proxy-auth-file --happy-eyeballs --dual --mptcp --vsock --tls-secret --tls-ca --tls-name --tls-pin --tls-insecure --tls-cert --tls-key --tls-client-ca --tls-start --tls-alpn --tls-min --tls-max --tls-ciphers --tls --help --version' -- "$current")
        else
            mapfile -t COMPREPLY < <(_netcat_sharp_value "$option" "$rest")
            COMPREPLY=("${COMPREPLY[@]/#/${current%"$rest"}}")
        fi
    else
        mapfile -t COMPREPLY < <(_netcat_sharp_operand "$current" "$operands")
    fi
}

complete -o filenames -F _netcat_sharp nc
