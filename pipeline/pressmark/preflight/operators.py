"""The operators of a content stream (ISO 32000-2, annex A, table A.1), those that paint no path apart."""

OPERATORS = {
    *("BDC", "BI", "BMC", "BT", "BX", "CS", "cs", "d", "d0", "d1", "Do", "DP", "EI", "EMC", "ET", "EX"),
    *("g", "G", "gs", "i", "ID", "j", "J", "K", "k", "M", "MP", "q", "Q", "RG", "rg", "ri", "SC", "sc"),
    *("SCN", "scn", "sh", "T*", "Tc", "Td", "TD", "Tf", "Tj", "TJ", "TL", "Tm", "Tr", "Ts", "Tw", "Tz"),
    *("w", "cm", "'", '"'),
}
