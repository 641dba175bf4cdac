namespace NetCat.Sharp.Native;

/// <summary>The hints of getaddrinfo(3): AF_, SOCK_, IPPROTO_ and AI_ numbers, 0 for any.</summary>
internal readonly record struct AddressQuery(int Family, int SocketType, int Protocol, int Flags);

/// <summary>One result of getaddrinfo(3): the arguments of socket(2), and the address for bind(2) or connect(2).</summary>
internal readonly record struct AddressInfo(int Family, int SocketType, int Protocol, SockAddr Address);
