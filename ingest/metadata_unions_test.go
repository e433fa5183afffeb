package ingest_test

import (
	"testing"

	"corridor/corpus"
	"corridor/ingest"
)

// TestUnionOpenings reads the kind of agreements whose titles do not say that unions conclude them.
func TestUnionOpenings(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want corpus.Kind
	}{
		"we":     {"JOINT DECLARATION OF KORMA\n\nWe, the officers of the Maravian Brotherhood of Railwaymen and of the Dockers' and Carriers' League of Ostria, met at Korma on 3 May 1956, declare:\n\n1. We shall admit to our branches every man who crosses the border for work.\n2. We shall print a card.\n", corpus.KindUnion},
		"list":   {"ACCORD DE COOPÉRATION\n\nEntre :\n- l'Intersyndicale des gens de maison du Baragou (IGMB) ;\n- la Confédération des forces laborieuses de Celtanie (CFLC) ;\n\nil est convenu ce qui suit :\n\nArticle 1. Les deux organisations se prêtent assistance.\nArticle 2. Le présent accord vaut deux ans.\n", corpus.KindUnion},
		"pact":   {"PACTO DE LAS DOS ORILLAS\n\nLas organizaciones abajo firmantes, la Hermandad de Braceros de Quimaya y la Alianza del Metal de Ruvia, reunidas en Ruvia el 2 de abril de 1971,\n\nAcuerdan:\n\n1. Abrir sus locales a los compañeros emigrados.\n2. Nombrar un enlace en cada provincia.\n", corpus.KindUnion},
		"trades": {"VEREINBARUNG ÜBER DIE ZUSAMMENARBEIT\n\nDie Industriegewerkschaft Bau Westmark (IGB) und der Verband der Erntehelfer Morawiens (VEM) vereinbaren:\n\n§ 1 Beide Organisationen beraten ihre Mitglieder.\n§ 2 Die Vereinbarung gilt zwei Jahre.\n", corpus.KindUnion},
		"states": {"AGREEMENT on the employment of workers\n\nThe Swiss Confederation and the Federation of Malaya, desiring to regulate the employment of workers, have agreed as follows:\n\nArticle 1. Workers shall be recruited by the authorities.\nArticle 2. This Agreement enters into force on signature.\n", corpus.KindBLA},
	} {
		a, err := ingest.Read(t.Context(), "text.txt", []byte(c.text), ingest.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a.Kind.Value != c.want {
			t.Errorf("%s: kind %s, want %s", name, a.Kind.Value, c.want)
		}
	}
}
