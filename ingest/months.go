package ingest

import "sync"

// months maps the folded names of months in five languages, and their common short forms, to numbers.
var months = sync.OnceValue(func() map[string]int {
	return wordTable(map[int]string{
		1: "january janvier enero januar januari jan janner jaenner", 2: "february fevrier febrero februar februari feb",
		3: "march mars marzo marz maerz maart mar", 4: "april avril abril apr", 5: "may mai mayo mei", 6: "june juin junio juni jun",
		7: "july juillet julio juli jul", 8: "august aout agosto augustus aug", 9: "september septembre septiembre setiembre sep sept",
		10: "october octobre octubre oktober oct okt", 11: "november novembre noviembre nov", 12: "december decembre diciembre dezember dec dic dez",
	})
})

// monthOf is the number of the month a printed word names, or 0.
func monthOf(word string) int {
	if len(word) < 3 || len(word) > 12 {
		return 0
	}
	return months()[fold(word)]
}
